using Xunit;

namespace GradWatch.Logs.Tests.ConsoleText;

/// <summary>Lines as trainers of vision and speech models print them.</summary>
public sealed class VisionTrainersTests
{
    private static void Reads(string expected, string text) => Assert.Equal(expected, Observed.In(text));

    [Fact]
    public void MMDetection_with_tabs() => Reads(
        "50 learning_rate=0.00198 loss=1.9 grad_norm=12.3\n7300 learning_rate=0.02 loss=0.9 grad_norm=3.2\n7380 learning_rate=0.02 loss=0.8 grad_norm=3", """
        2021-06-21 14:55:19,123 - mmdet - INFO - Epoch [1][50/7330]	lr: 1.980e-03, eta: 18:08:29, time: 0.743, data_time: 0.051, memory: 3800, loss_rpn_cls: 0.6100, loss_bbox: 0.3000, acc: 94.1100, loss: 1.9000, grad_norm: 12.3000
        2021-06-21 16:55:19,123 - mmdet - INFO - Epoch [1][7300/7330]	lr: 2.000e-02, eta: 17:08:29, time: 0.743, data_time: 0.051, memory: 3800, loss_rpn_cls: 0.1100, loss_bbox: 0.3000, acc: 94.1100, loss: 0.9000, grad_norm: 3.2000
        2021-06-21 16:56:19,123 - mmdet - INFO - Epoch(val) [1][625]	bbox_mAP: 0.1230, bbox_mAP_50: 0.2340
        2021-06-21 16:59:19,123 - mmdet - INFO - Epoch [2][50/7330]	lr: 2.000e-02, eta: 17:08:29, time: 0.743, data_time: 0.051, memory: 3800, loss_rpn_cls: 0.1100, loss_bbox: 0.3000, acc: 94.1100, loss: 0.8000, grad_norm: 3.0000
        """);

    [Fact]
    public void MMEngine_by_epoch_and_by_iteration()
    {
        Reads("50 learning_rate=0.00198 grad_norm=12.3 loss=1.9\n7380 learning_rate=0.02 grad_norm=3.2 loss=0.9", """
            2023/05/01 12:00:00 - mmengine - INFO - Epoch(train)  [1][  50/7330]  lr: 1.9800e-03  eta: 1 day, 2:03:04  time: 0.5012  data_time: 0.0123  memory: 5012  grad_norm: 12.3000  loss: 1.9000  loss_rpn_cls: 0.6100
            2023/05/01 13:00:00 - mmengine - INFO - Epoch(val)  [1][  50/ 625]    eta: 0:00:33  time: 0.0512  data_time: 0.0023  memory: 512
            2023/05/01 13:10:00 - mmengine - INFO - Epoch(train)  [2][  50/7330]  lr: 2.0000e-02  eta: 1 day, 1:03:04  time: 0.5012  data_time: 0.0123  memory: 5012  grad_norm: 3.2000  loss: 0.9000  loss_rpn_cls: 0.1100
            """);
        Reads("50 base_lr=0.01 learning_rate=0.01 loss=1.9\n100 base_lr=0.0099 learning_rate=0.0099 loss=1.7", """
            2023/05/01 12:00:00 - mmengine - INFO - Iter(train) [   50/80000]  base_lr: 1.0000e-02 lr: 1.0000e-02  eta: 10:03:04  time: 0.5012  data_time: 0.0123  memory: 5012  loss: 1.9000  decode.loss_ce: 1.2
            2023/05/01 12:01:00 - mmengine - INFO - Iter(train) [  100/80000]  base_lr: 9.9000e-03 lr: 9.9000e-03  eta: 10:03:04  time: 0.5012  data_time: 0.0123  memory: 5012  loss: 1.7000  decode.loss_ce: 1.1
            """);
    }

    [Fact]
    public void Detectron2() => Reads("19 loss=2.632 learning_rate=1.6068E-05\n39 loss=2.1 learning_rate=3.2718E-05", """
        [06/21 14:55:19 d2.engine.train_loop]: Starting training from iteration 0
        [06/21 14:55:29 d2.utils.events]:  eta: 0:00:33  iter: 19  total_loss: 2.632  loss_cls: 0.7331  loss_box_reg: 0.4801  time: 0.1156  data_time: 0.0086  lr: 1.6068e-05  max_mem: 2722M
        [06/21 14:55:39 d2.utils.events]:  eta: 0:00:30  iter: 39  total_loss: 2.1  loss_cls: 0.5331  loss_box_reg: 0.3801  time: 0.1156  data_time: 0.0086  lr: 3.2718e-05  max_mem: 2722M
        """);

    [Fact]
    public void Timm_counts_within_epochs_and_prints_means_in_brackets() => Reads(
        "0 loss=6.94 learning_rate=1E-06\n50 loss=6.93 learning_rate=1E-06\n1251 loss=6.8 learning_rate=2E-05", """
        Train: 0 [   0/1251 (  0%)]  Loss: 6.940 (6.94)  Time: 3.123s,  327.91/s  (3.123s,  327.91/s)  LR: 1.000e-06  Data: 1.210 (1.210)
        Train: 0 [  50/1251 (  4%)]  Loss: 6.930 (6.94)  Time: 0.523s, 1957.91/s  (0.573s, 1787.11/s)  LR: 1.000e-06  Data: 0.010 (0.034)
        Test: [   0/48]  Time: 1.210 (1.210)  Loss:  6.9000 (6.9000)  Acc@1:  0.1953 ( 0.1953)  Acc@5:  0.7812 ( 0.7812)
        Train: 1 [   0/1251 (  0%)]  Loss: 6.800 (6.80)  Time: 3.123s,  327.91/s  (3.123s,  327.91/s)  LR: 2.000e-05  Data: 1.210 (1.210)
        """);

    [Fact]
    public void DeiT_and_MAE_with_loss_and_norm_in_brackets() => Reads(
        "0 learning_rate=1E-06 loss=6.9 grad_norm=0.8\n20 learning_rate=1E-06 loss=6.8 grad_norm=0.9\n312 learning_rate=2E-06 loss=6.5 grad_norm=1.1", """
        Epoch: [0]  [  0/312]  eta: 0:15:20  lr: 0.000001  loss: 6.9000 (6.9000)  grad_norm: 0.8000 (0.8000)  time: 2.9501  data: 1.0123  max mem: 9123
        Epoch: [0]  [ 20/312]  eta: 0:05:20  lr: 0.000001  loss: 6.8000 (6.8512)  grad_norm: 0.9000 (0.8512)  time: 0.9501  data: 0.0123  max mem: 9123
        Epoch: [0] Total time: 0:03:20 (0.6423 s / it)
        Averaged stats: lr: 0.000001  loss: 6.8100 (6.8300)
        Test:  [ 0/53]  eta: 0:02:01  loss: 6.6000 (6.6000)  acc1: 1.2 (1.2)  acc5: 3.1 (3.1)  time: 2.2  data: 1.9  max mem: 9123
        Test: Total time: 0:00:21 (0.4 s / it)
        * Acc@1 1.200 Acc@5 3.100 loss 6.610
        Epoch: [1]  [  0/312]  eta: 0:15:20  lr: 0.000002  loss: 6.5000 (6.5000)  grad_norm: 1.1000 (1.1000)  time: 2.9501  data: 1.0123  max mem: 9123
        """);

    [Fact]
    public void A_loss_that_stops_training_belongs_to_the_step_before() => Reads("0 loss=6.9\n20 loss=6.8 loss=NaN", """
        Epoch: [0]  [  0/312]  eta: 0:15:20  loss: 6.9000 (6.9000)  time: 2.9501
        Epoch: [0]  [ 20/312]  eta: 0:15:20  loss: 6.8000 (6.8000)  time: 2.9501
        Loss is nan, stopping training
        """);

    [Fact]
    public void Swin_with_epoch_and_iteration_in_brackets() => Reads(
        "0 loss_scale=65536 learning_rate=1E-06 loss=6.9 grad_norm=1.2\n10 loss_scale=65536 learning_rate=1E-06 loss=6.8 grad_norm=1.1\n1251 learning_rate=2E-06 loss=6.7 grad_norm=1", """
        [2022-01-01 12:00:00 swin_tiny](main.py 231): INFO Train: [0/300][0/1251]	eta 1:02:03 lr 0.000001	 wd 0.0500	time 1.2010 (1.2010)	loss 6.9000 (6.9000)	grad_norm 1.2000 (1.2000)	loss_scale 65536.0000 (65536.0000)	mem 8000MB
        [2022-01-01 12:00:09 swin_tiny](main.py 231): INFO Train: [0/300][10/1251]	eta 1:02:03 lr 0.000001	 wd 0.0500	time 0.2010 (0.3010)	loss 6.8000 (6.8500)	grad_norm 1.1000 (1.1500)	loss_scale 65536.0000 (65536.0000)	mem 8000MB
        [2022-01-01 12:30:09 swin_tiny](main.py 231): INFO Train: [1/300][0/1251]	eta 1:02:03 lr 0.000002	 wd 0.0500	time 0.2010 (0.3010)	loss 6.7000 (6.7000)	grad_norm 1.0000 (1.0000)	mem 8000MB
        """);

    [Fact]
    public void PyTorch_examples()
    {
        Reads("640 loss=2.29\n1280 loss=2.1\n60640 loss=0.5", """
            Train Epoch: 1 [640/60000 (1%)]	Loss: 2.290000
            Train Epoch: 1 [1280/60000 (2%)]	Loss: 2.100000

            Test set: Average loss: 0.0475, Accuracy: 9858/10000 (99%)

            Train Epoch: 2 [640/60000 (1%)]	Loss: 0.500000
            """);
        Reads("0 loss=6.9\n10 loss=6.8\n391 loss=6.5", """
            Epoch: [0][  0/391]	Time  4.210 ( 4.210)	Data  3.100 ( 3.100)	Loss 6.9000e+00 (6.9000e+00)	Acc@1   0.00 (  0.00)	Acc@5   0.39 (  0.39)
            Epoch: [0][ 10/391]	Time  0.210 ( 0.610)	Data  0.000 ( 0.310)	Loss 6.8000e+00 (6.8500e+00)	Acc@1   0.00 (  0.04)	Acc@5   0.39 (  0.39)
            Test: [ 0/196]	Time  1.210 ( 1.210)	Loss 6.7000e+00 (6.7000e+00)	Acc@1   0.00 (  0.00)
            Epoch: [1][  0/391]	Time  4.210 ( 4.210)	Data  3.100 ( 3.100)	Loss 6.5000e+00 (6.5000e+00)	Acc@1   0.00 (  0.00)	Acc@5   0.39 (  0.39)
            """);
        Reads("2000 loss=2.173\n12000 loss=1.9\n14000 loss=1.5", """
            [1,  2000] loss: 2.173
            [1, 12000] loss: 1.900
            [2,  2000] loss: 1.500
            """);
        Reads("100 loss=2.2\n200 loss=2\n700 loss=1.8", """
            Epoch [1/5], Step [100/600], Loss: 2.2000
            Epoch [1/5], Step [200/600], Loss: 2.0000
            Epoch [2/5], Step [100/600], Loss: 1.8000
            """);
    }

    [Fact]
    public void GANs_have_several_losses()
    {
        Reads("0 Loss_D=1.7459 Loss_G=3.4\n50 Loss_D=0.5 Loss_G=6.1\n1583 Loss_D=0.4 Loss_G=5.1", """
            [0/5][0/1583]	Loss_D: 1.7459	Loss_G: 3.4000	D(x): 0.5112	D(G(z)): 0.6421 / 0.0123
            [0/5][50/1583]	Loss_D: 0.5000	Loss_G: 6.1000	D(x): 0.8112	D(G(z)): 0.1421 / 0.0023
            [1/5][0/1583]	Loss_D: 0.4000	Loss_G: 5.1000	D(x): 0.8112	D(G(z)): 0.1421 / 0.0023
            """);
        Reads("100 G_GAN=1 G_L1=20.3 D_real=0.6 D_fake=0.7\n200 G_GAN=1.1 G_L1=19.3 D_real=0.5 D_fake=0.6", """
            (epoch: 1, iters: 100, time: 0.412, data: 0.312) G_GAN: 1.000 G_L1: 20.300 D_real: 0.600 D_fake: 0.700
            (epoch: 1, iters: 200, time: 0.412, data: 0.312) G_GAN: 1.100 G_L1: 19.300 D_real: 0.500 D_fake: 0.600
            """);
    }

    [Fact]
    public void Ultralytics_tables() => Reads(
        "60 box_loss=1.276 cls_loss=1.83 dfl_loss=1.37\n120 box_loss=1.2 cls_loss=1.7 dfl_loss=1.3\n240 box_loss=1.1 cls_loss=1.6 dfl_loss=1.2",
        "\n      Epoch    GPU_mem   box_loss   cls_loss   dfl_loss  Instances       Size\n"
        + "      1/100      8.4G      1.276      1.830      1.370         32        640:  50%|█████     | 60/120 [00:22<00:22,  2.6it/s]\r"
        + "      1/100      8.4G      1.200      1.700      1.300         32        640: 100%|██████████| 120/120 [00:45<00:00,  2.6it/s]\n"
        + "                 Class     Images  Instances      Box(P          R      mAP50  mAP50-95): 100%|██████████| 10/10 [00:05<00:00,  1.9it/s]\n"
        + "                   all        500       1200      0.569      0.485      0.542      0.339\n\n"
        + "      Epoch    GPU_mem   box_loss   cls_loss   dfl_loss  Instances       Size\n"
        + "      2/100      8.4G      1.100      1.600      1.200         32        640: 100%|██████████| 120/120 [00:45<00:00,  2.6it/s]\n");

    [Fact]
    public void YOLOv5_tables_do_not_say_loss() => Reads(
        "0 box_loss=0.1046 obj_loss=0.02717 cls_loss=0.01\n1 box_loss=0.09 obj_loss=0.025 cls_loss=0.01", """
             Epoch   gpu_mem       box       obj       cls    labels  img_size
             0/299     9.36G    0.1046   0.02717      0.01         9       640: 100%|██████████| 10/10 [00:12<00:00]
             Epoch   gpu_mem       box       obj       cls    labels  img_size
             1/299     9.36G    0.0900   0.02500      0.01         9       640: 100%|██████████| 10/10 [00:12<00:00]
        """);

    [Fact]
    public void ESPnet() => Reads("50 loss_scale=1 loss=80.5 grad_norm=12.3\n100 loss_scale=1 loss=60.5 grad_norm=10.3", """
        [host] 2022-01-01 12:00:00,123 (trainer:737) INFO: 1epoch:train:1-50batch: iter_time=0.101, forward_time=0.203, loss_ctc=90.000, loss_att=70.1, acc=0.05, loss=80.500, backward_time=0.3, grad_norm=12.300, clip=100.000, loss_scale=1.000, optim_step_time=0.05, train_time=2.6
        [host] 2022-01-01 12:01:00,123 (trainer:737) INFO: 1epoch:train:51-100batch: iter_time=0.101, forward_time=0.203, loss_ctc=70.000, loss_att=50.1, acc=0.05, loss=60.500, backward_time=0.3, grad_norm=10.300, clip=100.000, loss_scale=1.000, optim_step_time=0.05, train_time=2.6
        """);

    [Fact]
    public void Caffe_and_MXNet() => Reads("0 loss=2.3\n100 loss=1.9", """
        I0621 14:55:19.123456  1234 solver.cpp:218] Iteration 0 (5.2 iter/s, 19.2s/100 iters), loss = 2.3
        I0621 14:55:19.123456  1234 solver.cpp:237]     Train net output #0: loss = 2.31 (* 1 = 2.31 loss)
        I0621 14:55:39.123456  1234 solver.cpp:330] Iteration 100, Testing net (#0)
        I0621 14:55:39.123456  1234 solver.cpp:397]     Test net output #1: loss = 2.1 (* 1 = 2.1 loss)
        I0621 14:55:39.123456  1234 solver.cpp:218] Iteration 100 (5.2 iter/s, 19.2s/100 iters), loss = 1.9
        I0621 14:55:39.123456  1234 solver.cpp:237]     Train net output #0: loss = 1.91 (* 1 = 1.91 loss)
        """);
}
