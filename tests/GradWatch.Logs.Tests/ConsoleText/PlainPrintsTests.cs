using Xunit;

namespace GradWatch.Logs.Tests.ConsoleText;

/// <summary>Lines that nobody's framework prints: a step, a loss and perhaps a norm, in any wording.</summary>
public sealed class PlainPrintsTests
{
    private static void Reads(string expected, string text) => Assert.Equal(expected, Observed.In(text));

    [Theory]
    [InlineData("step 1 loss 0.5 gnorm 2", "step 2 loss 0.25 gnorm 4")]
    [InlineData("Step: 1, Loss: 0.5, Grad Norm: 2", "Step: 2, Loss: 0.25, Grad Norm: 4")]
    [InlineData("[1] loss=0.5 |g|=2", "[2] loss=0.25 |g|=4")]
    [InlineData("1: loss 0.5000, total_norm 2.00", "2: loss 0.2500, total_norm 4.00")]
    [InlineData("it=1;loss=5e-1;gradient_norm=2e0;", "it=2;loss=2.5e-1;gradient_norm=4e0;")]
    [InlineData("2024-05-01 12:00:01 INFO trainer - iteration 1 -> loss: 0.5, grad norm: 2", "2024-05-01 12:00:02 INFO trainer - iteration 2 -> loss: 0.25, grad norm: 4")]
    [InlineData("Loss at step 1: 0.5 (grad-norm 2)", "Loss at step 2: 0.25 (grad-norm 4)")]
    [InlineData("After 1 steps: training loss is 0.5 and gradient norm is 2", "After 2 steps: training loss is 0.25 and gradient norm is 4")]
    [InlineData("Iter 1 | train/loss 0.5 | train/grad_norm 2", "Iter 2 | train/loss 0.25 | train/grad_norm 4")]
    [InlineData("{'step': 1, 'loss': 0.5, 'grad_norm': 2}", "{'step': 2, 'loss': 0.25, 'grad_norm': 4}")]
    [InlineData("step=1 loss=tensor(0.5000, device='cuda:0', grad_fn=<NllLossBackward0>) norm=tensor(2., device='cuda:0')", "step=2 loss=tensor(0.2500, device='cuda:0', grad_fn=<NllLossBackward0>) norm=tensor(4., device='cuda:0')")]
    [InlineData("#1 LOSS 0.5 GNORM 2", "#2 LOSS 0.25 GNORM 4")]
    [InlineData("шаг 1: потери 0,5, норма градиента 2,0", "шаг 2: потери 0,25, норма градиента 4,0")]
    [InlineData("Итерация 1/100 | Потери: 0.5 | Норма градиента: 2", "Итерация 2/100 | Потери: 0.25 | Норма градиента: 4")]
    [InlineData("第1步，损失：0.5，梯度范数：2", "第2步，损失：0.25，梯度范数：4")]
    [InlineData("步数 1 训练损失 0.5 梯度范数 2", "步数 2 训练损失 0.25 梯度范数 4")]
    [InlineData("[INFO] Training step 1 of 100 :: loss ≈ 0.5 :: ||g|| = 2", "[INFO] Training step 2 of 100 :: loss ≈ 0.25 :: ||g|| = 4")]
    [InlineData("**step** 1 **loss**: 0.5 **grad_norm**: 2", "**step** 2 **loss**: 0.25 **grad_norm**: 4")]
    [InlineData("t=12.5s mem=1.2GB step=1 loss=0.5 lr_factor=1 ‖∇‖=2", "t=13.5s mem=1.2GB step=2 loss=0.25 lr_factor=1 ‖∇‖=4")]
    public void A_step_a_loss_and_a_norm(string first, string second) =>
        Reads("1 loss=0.5 grad_norm=2\n2 loss=0.25 grad_norm=4", first + "\n" + second + "\n");

    [Theory]
    [InlineData("Epoch 1/10, loss: 0.5", "Epoch 2/10, loss: 0.25")]
    [InlineData("Epoch: 1\tTrain Loss: 0.5\tVal Loss: 0.7\tVal Acc: 0.9", "Epoch: 2\tTrain Loss: 0.25\tVal Loss: 0.6\tVal Acc: 0.9")]
    [InlineData("epoch=1 val_acc=0.3 train_loss=0.5", "epoch=2 val_acc=0.4 train_loss=0.25")]
    [InlineData("第1轮 训练损失: 0.5 验证损失: 0.7", "第2轮 训练损失: 0.25 验证损失: 0.6")]
    [InlineData("Эпоха 1/10: ошибка на обучении — потери 0.5, потери на валидации 0.7", "Эпоха 2/10: ошибка на обучении — потери 0.25, потери на валидации 0.6")]
    public void An_epoch_and_a_loss(string first, string second) => Reads("1 loss=0.5\n2 loss=0.25", first + "\n" + second + "\n");

    [Fact]
    public void A_cost_after_an_iteration() => Reads("0 loss=0.693147\n100 loss=0.5845\n200 loss=0.4669", """
        Cost after iteration 0: 0.693147
        Cost after iteration 100: 0.584500
        Cost after iteration 200: 0.466900
        """);

    [Fact]
    public void Losses_without_any_step_are_counted()
    {
        const string text = "loss: 0.5\nloss: 0.4\nloss: nan\n";
        Reads("0 loss=0.5\n1 loss=0.4\n2 loss=NaN", text);
        Assert.Contains("note.map.counted", Observed.Notes(text));
    }

    [Fact]
    public void A_block_below_its_step() => Reads("1 loss=0.5 grad_norm=2\n2 loss=0.25 grad_norm=4", """
        ===== step 1 =====
        loss: 0.5
        grad norm: 2
        ===== step 2 =====
        loss: 0.25
        grad norm: 4
        """);

    [Fact]
    public void A_table_set_with_blanks() => Reads("0 loss=0.5 grad_norm=2\n10 loss=0.25 grad_norm=4", """
           step      loss   grad_norm      lr_decay
              0    0.5000      2.0000         1.0
             10    0.2500      4.0000         1.0
        """);

    [Fact]
    public void Numbers_of_every_kind() => Reads(
        "1 loss=1234.5\n2 loss=Infinity\n3 loss=-Infinity\n4 loss=NaN\n5 loss=Infinity\n6 loss=NaN\n1000 loss=-0.5", """
        step 1 loss 1,234.5
        step 2 loss inf
        step 3 loss -inf
        step 4 loss -nan
        step 5 loss 1e400
        step 6 loss -nan(ind)
        step 1,000 loss −0.5
        """);

    [Fact]
    public void A_decimal_comma_is_found_out() => Reads("1 loss=0.512 grad_norm=2.35\n2 loss=1.234 grad_norm=12.5", """
        шаг 1; потери 0,512; норма градиента 2,35
        шаг 2; потери 1,234; норма градиента 12,5
        """);

    [Fact]
    public void Units_percentages_versions_and_addresses_are_no_values() => Reads("1 loss=0.5\n2 loss=0.25", """
        Using torch 2.6.0+cu124 on 192.168.0.1:29500, python 3.11.2
        step 1: loss 0.5 nats, 36.2it/s, 12.5% done, eta 0:02:01, mem 1.2/24 GB, v100 x 8
        step 2: loss 0.25 nats, 36.2it/s, 25.0% done, eta 0:01:01, mem 1.2/24 GB, v100 x 8
        """);

    [Fact]
    public void Names_that_the_user_gives_are_read()
    {
        var options = new ReadingOptions
        {
            Map = new Dictionary<Observations.Quantity, string> { [Observations.Quantity.Loss] = "quux", [Observations.Quantity.GradNorm] = "my/g" },
            StepKey = "tick",
        };
        Assert.Equal("5 loss=0.5 grad_norm=2\n6 loss=0.25 grad_norm=4",
            Observed.In("tick 5 quux 0.5 my/g=2\ntick 6 quux 0.25 my/g=4\n", options: options));
    }
}
