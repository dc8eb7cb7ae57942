using GradWatch.Logs.Mapping;
using GradWatch.Observations;
using Xunit;

namespace GradWatch.Logs.Tests.Mapping;

public sealed class KeyNamesTests
{
    private static string Role(string name)
    {
        KeyRole role = KeyNames.RoleOf(name);
        return role.Use != KeyUse.Quantity ? role.Use.ToString()
            : role.Quantity.Name() + (role.Tensor is null ? "" : " of " + role.Tensor) + (role.Rank >= KeyRole.PartOfLoss ? " part" : "");
    }

    [Theory]
    [InlineData("loss", "loss")]
    [InlineData("Train Loss", "loss")]
    [InlineData("train/CrossEntropyLoss", "loss part")]
    [InlineData("lm-loss", "loss")]
    [InlineData("loss_metrics/global_avg_loss", "loss")]
    [InlineData("running_loss", "loss")]
    [InlineData("loss/total", "loss")]
    [InlineData("训练损失", "loss")]
    [InlineData("функция потерь", "loss")]
    [InlineData("loss_cls", "loss part")]
    [InlineData("D_loss", "loss part")]
    [InlineData("lossG", "loss part")]
    [InlineData("val_loss", "Evaluation")]
    [InlineData("eval/loss", "Evaluation")]
    [InlineData("验证损失", "Evaluation")]
    [InlineData("best_loss", "Ignored")]
    [InlineData("loss_weight", "Ignored")]
    [InlineData("loss_std", "Ignored")]
    public void Losses(string name, string role) => Assert.Equal(role, Role(name));

    [Theory]
    [InlineData("grad_norm", "grad_norm")]
    [InlineData("train/grad_norm", "grad_norm")]
    [InlineData("gnorm", "grad_norm")]
    [InlineData("gradNorm", "grad_norm")]
    [InlineData("Grad Norm (before clip)", "grad_norm")]
    [InlineData("total_norm", "grad_norm")]
    [InlineData("norm", "grad_norm")]
    [InlineData("||g||", "grad_norm")]
    [InlineData("grad_norm (avg)", "grad_norm")]
    [InlineData("optim/total_grad_norm", "grad_norm")]
    [InlineData("grad_2.0_norm_total", "grad_norm")]
    [InlineData("норма градиента", "grad_norm")]
    [InlineData("梯度范数", "grad_norm")]
    [InlineData("actor/grad_norm", "grad_norm part")]
    [InlineData("grad_norm_after_clip", "grad_norm_clipped")]
    [InlineData("grad_norm/fc.weight", "grad_norm of fc.weight")]
    [InlineData("gradients/fc.weight#l2", "grad_norm of fc.weight")]
    [InlineData("gradients/fc.weight#max", "grad_max of fc.weight")]
    [InlineData("max_grad_norm", "Ignored")]
    [InlineData("grad_norm_clip", "Ignored")]
    [InlineData("layer_norm_eps", "Ignored")]
    public void Norms(string name, string role) => Assert.Equal(role, Role(name));

    [Theory]
    [InlineData("lr", "learning_rate")]
    [InlineData("Learning Rate", "learning_rate")]
    [InlineData("lr-AdamW/pg1", "learning_rate")]
    [InlineData("lr_decay", "Ignored")]
    [InlineData("loss scale", "loss_scale")]
    [InlineData("amp/loss_scale", "loss_scale")]
    [InlineData("global_step", "Step")]
    [InlineData("trainer/global_step", "Step")]
    [InlineData("_step", "Step")]
    [InlineData("Итерация", "Step")]
    [InlineData("步数", "Step")]
    [InlineData("Epoch", "Epoch")]
    [InlineData("epoch_time", "Ignored")]
    [InlineData("accuracy", "Ignored")]
    [InlineData("perplexity", "Ignored")]
    [InlineData("train_runtime", "Summary")]
    public void Others(string name, string role) => Assert.Equal(role, Role(name));
}
