using Xunit;

namespace GradWatch.Logs.Tests.ConsoleText;

/// <summary>Lines as trainers of language models print them.</summary>
public sealed class LanguageModelTrainersTests
{
    private static void Reads(string expected, string text) => Assert.Equal(expected, Observed.In(text));

    [Fact]
    public void NanoGPT() => Reads("0 loss=10.9871\n10 loss=9.412\n20 loss=NaN", """
        tokens per iteration will be: 491,520
        number of parameters: 123.59M
        step 0: train loss 10.9855, val loss 10.9871
        iter 0: loss 10.9871, time 26382.93ms, mfu -100.00%
        iter 10: loss 9.4120, time 263.86ms, mfu 8.14%
        iter 20: loss nan, time 263.86ms, mfu 8.14%
        """);

    [Fact]
    public void Build_nanoGPT_prints_norm_alone() => Reads(
        "0 loss=10.955029 learning_rate=0.0006 grad_norm=15.3366\n1 loss=9.61 learning_rate=0.0006 grad_norm=1.5", """
        step    0 | loss: 10.955029 | lr 6.0000e-04 | norm: 15.3366 | dt: 338.71ms | tok/sec: 1548.57
        step    1 | loss: 9.610000 | lr 6.0000e-04 | norm: 1.5000 | dt: 93.71ms | tok/sec: 5548.57
        validation loss: 9.5000
        """);

    [Fact]
    public void Llm_c_writes_z_scores_behind_values() => Reads(
        "1 loss=11.009 grad_norm=15.3 learning_rate=8.57E-07\n2 loss=10.95 grad_norm=14.1 learning_rate=1.71E-06", """
        step    1/19560 | loss 11.009000 (+nanz)| norm 15.3000 (+nanz)| lr 8.57e-07 | 1200.13 ms | 60.2% bf16 MFU | 430000 tok/s
        step    2/19560 | loss 10.950000 (-0.12z)| norm 14.1000 (+1.30z)| lr 1.71e-06 | 1180.13 ms | 60.2% bf16 MFU | 430000 tok/s
        """);

    [Fact]
    public void Modded_nanoGPT_prints_its_source_first() => Reads("1 loss=10.9184\n2 loss=10.2", """
        import os
        loss = 0.0
        for step in range(10):
            loss = loss / 2
        warmdown_iters = 1800 # number of iterations of linear warmup
        s:0 tel:10.9
        step:0/6200 val_loss:10.9204 train_time:0ms step_avg:nanms
        step:1/6200 train_loss:10.9184 train_time:86877ms step_avg:nanms
        step:2/6200 train_loss:10.2000 train_time:86977ms step_avg:216.65ms
        """);

    [Fact]
    public void Megatron_with_skipped_steps_and_the_words_nan_iterations() => Reads(
        "35 loss_scale=65536 learning_rate=6E-05 loss=9.694675 grad_norm=5.842\n36 loss_scale=32768 learning_rate=6E-05 grad_norm=5.842", """
        [default7]: iteration       35/     500 | consumed samples:         8960 | elapsed time per iteration (ms): 61947.6 | learning rate: 6.000E-05 | global batch size:   176 | lm loss: 9.694675E+00 | loss scale: 65536.0 | grad norm: 5.842 | num zeros: 0.0 | number of skipped iterations:   0 | number of nan iterations:   0 |
        time (ms) | forward-compute: 5230.2 | backward-compute: 9123.1
        [default7]: iteration       36/     500 | consumed samples:         9216 | elapsed time per iteration (ms): 61947.6 | learning rate: 6.000E-05 | global batch size:   176 | loss scale: 32768.0 | grad norm: 5.842 | number of skipped iterations:   1 | number of nan iterations:   0 |
        """);

    [Fact]
    public void Megatron_core_with_date_and_host_prefix() => Reads(
        "1 loss_scale=1 learning_rate=1E-06 loss=10.96713 grad_norm=20.15\n2 loss_scale=1 learning_rate=2E-06 loss=10.9 grad_norm=19.2", """
        sd-2:  [2024-05-01 12:30:15] iteration        1/     100 | consumed samples:          256 | elapsed time per iteration (ms): 8000.1 | throughput per GPU (TFLOP/s/GPU): 210.5 | learning rate: 1.000000E-06 | global batch size:   256 | lm-loss: 1.096713E+01 | loss scale: 1.0 | grad norm: 20.150 | number of skipped iterations:   0 | number of nan iterations:   0 |
        sd-2:  [2024-05-01 12:30:23] iteration        2/     100 | consumed samples:          512 | elapsed time per iteration (ms): 8000.1 | throughput per GPU (TFLOP/s/GPU): 210.5 | learning rate: 2.000000E-06 | global batch size:   256 | lm-loss: 1.090000E+01 | loss scale: 1.0 | grad norm: 19.200 | number of skipped iterations:   0 | number of nan iterations:   0 |
        """);

    [Fact]
    public void DeepSpeed_rates_and_overflows() => Reads(
        "0 loss_scale=32768 grad_nonfinite=1\n10 learning_rate=9.6E-06\n11 loss_scale=16384 grad_nonfinite=1\n20 learning_rate=9.5E-06", """
        [2023-04-18 01:46:53,259] [INFO] [loss_scaler.py:181:update_scale] [deepspeed] OVERFLOW! Rank 0 Skipping step. Attempted loss scale: 65536, reducing to 32768
        [2023-04-18 01:46:59,142] [INFO] [logging.py:96:log_dist] [Rank 0] step=10, skipped=6, lr=[9.6e-06, 9.6e-06], mom=[(0.9, 0.95), (0.9, 0.95)]
        [2023-04-18 01:46:59,171] [INFO] [timer.py:199:stop] epoch=0/micro_step=10/global_step=10, RunningAvgSamplesPerSec=173.44, CurrSamplesPerSec=171.97
        [2023-04-18 01:47:01,259] [INFO] [loss_scaler.py:181:update_scale] [deepspeed] OVERFLOW! Rank 0 Skipping step. Attempted loss scale: 32768, reducing to 16384
        [2023-04-18 01:47:06,142] [INFO] [logging.py:96:log_dist] [Rank 0] step=20, skipped=7, lr=[9.5e-06, 9.5e-06], mom=[(0.9, 0.95), (0.9, 0.95)]
        """);

    [Fact]
    public void DeepSpeed_steps_line() => Reads("10 loss=10.2345\n20 loss=9.8765", """
        steps: 10 loss: 10.2345 iter time (s): 0.512 samples/sec: 8.123
        steps: 20 loss: 9.8765 iter time (s): 0.511 samples/sec: 8.123
        """);

    [Fact]
    public void DeepSpeed_chat_has_two_losses() => Reads(
        "0 Actor Loss=0.05 Critic Loss=0.2\n1 Actor Loss=-0.04 Critic Loss=0.1", """
        Epoch: 0 | Step: 0 | PPO Epoch: 1 | Actor Loss: 0.05 | Critic Loss: 0.2 | Unsupervised: 0.0
        Epoch: 0 | Step: 1 | PPO Epoch: 1 | Actor Loss: -0.04 | Critic Loss: 0.1 | Unsupervised: 0.0
        """);

    [Fact]
    public void Fairseq_with_equals_signs() => Reads(
        "100 loss_scale=128 loss=12.5 learning_rate=1.25E-05 grad_norm=5.2\n200 loss_scale=128 loss=11.1 learning_rate=2.5E-05 grad_norm=3.1", """
        | epoch 001:    100 / 1500 loss=12.500, nll_loss=12.310, ppl=5077.57, wps=40100, ups=3, wpb=13000.1, bsz=400.1, num_updates=100, lr=1.25e-05, gnorm=5.200, clip=0%, oom=0, loss_scale=128.000, wall=80, train_wall=60
        | epoch 001:    200 / 1500 loss=11.100, nll_loss=10.910, ppl=1924.1, wps=40100, ups=3, wpb=13000.1, bsz=400.1, num_updates=200, lr=2.5e-05, gnorm=3.100, clip=0%, oom=0, loss_scale=128.000, wall=110, train_wall=90
        | epoch 001 | valid on 'valid' subset | valid_loss 9.1 | valid_nll_loss 8.2 | valid_ppl 300 | num_updates 200
        """);

    [Fact]
    public void Fairseq_json_with_quoted_numbers() => Reads(
        "100 loss_scale=128 loss=12.5 learning_rate=1.25E-05 grad_norm=5.2\n200 loss_scale=64 loss=NaN learning_rate=2.5E-05 grad_norm=Infinity", """
        2021-06-21 14:55:19 | INFO | train_inner | {"epoch": 1, "update": 0.067, "loss": "12.5", "nll_loss": "12.31", "ppl": "5077.57", "wps": "40100", "num_updates": "100", "lr": "1.25e-05", "gnorm": "5.2", "loss_scale": "128", "train_wall": "60", "wall": "80"}
        2021-06-21 14:55:49 | INFO | train_inner | {"epoch": 1, "update": 0.134, "loss": "nan", "nll_loss": "nan", "ppl": "nan", "wps": "40100", "num_updates": "200", "lr": "2.5e-05", "gnorm": "inf", "loss_scale": "64", "train_wall": "90", "wall": "110"}
        2021-06-21 14:55:50 | INFO | valid | {"epoch": 1, "valid_loss": "9.1", "valid_num_updates": "200"}
        2021-06-21 14:55:50 | INFO | train | {"epoch": 1, "train_loss": "11.8", "train_num_updates": "200", "train_gnorm": "4.1"}
        """);

    [Fact]
    public void Fairseq_and_apex_overflows() => Reads(
        "1 loss=12.5 grad_norm=5.2\n2 loss_scale=64 grad_nonfinite=1\n3 loss=12 grad_norm=5\n4 loss_scale=32768 grad_nonfinite=1", """
        | epoch 001:    1 / 1500 loss=12.500, num_updates=1, gnorm=5.200
        2021-06-21 14:55:19 | INFO | fairseq.trainer | NOTE: overflow detected, setting loss scale to: 64.0
        | epoch 001:    3 / 1500 loss=12.000, num_updates=3, gnorm=5.000
        Gradient overflow.  Skipping step, loss scaler 0 reducing loss scale to 32768.0
        """);

    [Fact]
    public void Hugging_Face_stdout_has_no_step() => Reads(
        "0 loss=1.8 grad_norm=0.52 learning_rate=0.0002\n1 loss=NaN grad_norm=NaN learning_rate=0.00019\n2 loss=0 grad_norm=NaN learning_rate=0.00018", """
          0%|          | 0/500 [00:00<?, ?it/s]
          2%|▏         | 10/500 [00:15<12:01,  1.47s/it]{'loss': 1.8, 'grad_norm': 0.52, 'learning_rate': 0.0002, 'epoch': 0.02}
        {'loss': nan, 'grad_norm': nan, 'learning_rate': 0.00019, 'epoch': 0.04}
        {'eval_loss': 1.2, 'eval_runtime': 12.3, 'eval_samples_per_second': 10.1, 'epoch': 0.04}
        {'loss': '0.0', 'grad_norm': 'nan', 'learning_rate': '0.00018', 'epoch': '0.06'}
        {'train_runtime': 100.1, 'train_samples_per_second': 10.0, 'train_loss': 1.1, 'epoch': 0.06}
        """);

    [Fact]
    public void Torchtitan_with_colours() => Reads(
        "1 loss=12.2357 grad_norm=1.5\n10 loss=9.1 grad_norm=2.25",
        "[rank0]:[titan] 2024-11-01 12:00:00,123 - root - INFO - \u001b[31mstep:  1  \u001b[32mloss: 12.2357  \u001b[33mgrad_norm:  1.5000  \u001b[34mmemory: 40.15GiB(42.25%)  \u001b[36mtps: 1,500  \u001b[35mmfu: 12.34%\u001b[39m\n"
        + "[rank1]:[titan] 2024-11-01 12:00:00,124 - root - INFO - \u001b[31mstep:  1  \u001b[32mloss: 12.2358  \u001b[33mgrad_norm:  1.5000  \u001b[34mmemory: 40.15GiB(42.25%)\u001b[39m\n"
        + "[rank0]:[titan] 2024-11-01 12:00:09,123 - root - INFO - \u001b[31mstep: 10  \u001b[32mloss:  9.1000  \u001b[33mgrad_norm:  2.2500  \u001b[34mmemory: 40.15GiB(42.25%)  \u001b[36mtps: 1,500\u001b[39m\n");

    [Fact]
    public void Verl_with_wrapped_values() => Reads(
        "36 loss=0.02 grad_norm=3.8773449659347534 learning_rate=1E-06\n37 loss=-0.01 grad_norm=3.5 learning_rate=1E-06", """
        (TaskRunner pid=12345) step:36 - global_seqlen/min:632895 - actor/entropy:0.17 - actor/pg_loss:np.float64(0.02) - actor/grad_norm:np.float64(3.8773449659347534) - actor/lr:np.float64(1e-06) - perf/max_memory_allocated_gb:60.1 - training/global_step:36 - training/epoch:0 - timing_s/step:265.4
        (TaskRunner pid=12345) step:37 - global_seqlen/min:632895 - actor/entropy:0.17 - actor/pg_loss:-0.01 - actor/grad_norm:3.5 - actor/lr:1e-06 - perf/max_memory_allocated_gb:60.1 - training/global_step:37 - training/epoch:0 - timing_s/step:265.4
        """);

    [Fact]
    public void OLMo_prints_a_block_below_its_step() => Reads(
        "100 grad_norm=1.2 loss=7.5\n101 grad_norm=1.3 loss=7.4", """
        2024-02-01 12:00:00.123	host:0	olmo.train:951	INFO	[step=100/739328]
            optim/total_grad_norm=1.200
            train/CrossEntropyLoss=7.500
            train/Perplexity=1,808
            throughput/total_tokens=419,430,400
        2024-02-01 12:00:02.123	host:0	olmo.train:951	INFO	[step=101/739328]
            optim/total_grad_norm=1.300
            train/CrossEntropyLoss=7.400
            train/Perplexity=1,636
            throughput/total_tokens=423,624,704
        """);

    [Fact]
    public void Word_language_model_counts_batches_within_epochs() => Reads(
        "200 learning_rate=20 loss=7.64\n2800 learning_rate=20 loss=5.5\n3183 learning_rate=20 loss=5.3", """
        | epoch   1 |   200/ 2983 batches | lr 20.0000 | ms/batch 12.12 | loss  7.64 | ppl  2079.22
        | epoch   1 |  2800/ 2983 batches | lr 20.0000 | ms/batch 12.12 | loss  5.50 | ppl   244.22
        -----------------------------------------------------------------------------------------
        | end of epoch   1 | time: 36.21s | valid loss  5.41 | valid ppl   224.11
        -----------------------------------------------------------------------------------------
        | epoch   2 |   200/ 2983 batches | lr 20.0000 | ms/batch 12.12 | loss  5.30 | ppl   200.22
        | End of training | test loss  5.00 | test ppl   148.95
        """);

    [Fact]
    public void OpenNMT_and_Marian() => Reads("50 loss=8.52 learning_rate=1E-05\n100 loss=8.1 learning_rate=2E-05", """
        [2020-01-01 12:00:00,000 INFO] Step 50/100000; acc:   4.52; ppl: 5014.05; xent: 8.52; lr: 0.00001; 1000/2000 tok/s;     30 sec
        [2020-01-01 12:00:30,000 INFO] Step 100/100000; acc:   5.52; ppl: 3294.46; xent: 8.10; lr: 0.00002; 1000/2000 tok/s;     60 sec
        """);

    [Fact]
    public void Llama_recipes_in_a_progress_bar() => Reads("1 loss=1.25\n2 loss=1.2\n101 loss=1",
        "Training Epoch: 1/3, step 1/100 completed (loss: 1.25):   1%|\u001b[34m▏         \u001b[0m| 1/100 [00:03<05:00,  3.03s/it]\r"
        + "Training Epoch: 1/3, step 2/100 completed (loss: 1.2):   2%|\u001b[34m▏         \u001b[0m| 2/100 [00:06<05:00,  3.03s/it]\r\n"
        + "Training Epoch: 2/3, step 1/100 completed (loss: 1.0):   1%|\u001b[34m▏         \u001b[0m| 1/100 [00:03<05:00,  3.03s/it]\n");

    [Fact]
    public void Lit_gpt() => Reads("1 loss=10.9\n2 loss=10.1", """
        Epoch 1 | iter 16 step 1 | loss train: 10.900, val: n/a | iter time: 300.12 ms (step) remaining time: 1 day, 2:03:04
        Epoch 1 | iter 32 step 2 | loss train: 10.100, val: n/a | iter time: 300.12 ms (step) remaining time: 1 day, 2:03:04
        """);
}
