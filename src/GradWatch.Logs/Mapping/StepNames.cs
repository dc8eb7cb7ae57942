namespace GradWatch.Logs.Mapping;

/// <summary>The names that trainers give to what counts steps and epochs, in the spelling of <see cref="KeyText"/>.</summary>
internal static class StepNames
{
    // From the surest to the least: what comes first counts over the whole run, what comes last may start over each epoch.
    private static readonly string[] Steps =
    [
        "global_step", "trainer_global_step", "train_global_step", "training_global_step", "global_steps", "global_step_max_steps", "num_updates",
        "optimizer_step", "optim_step", "global_iter", "global_iteration", "step", "train_step", "training_step", "trainer_step", "current_steps",
        "current_step", "iteration", "training_iteration", "iter", "train_iter", "iterations", "it", "itr", "iters", "n_iter", "gradient_step",
        "steps", "update", "updates", "up", "num_steps", "timesteps", "total_timesteps", "шаг", "итерация", "итер", "шага", "步", "步数", "步骤",
        "迭代", "迭代次数", "迭代步数", "训练步数", "ステップ", "order", "batch", "train_batch", "minibatch", "mini_batch", "batch_idx", "batches",
        "батч", "批次",
    ];

    private static readonly string[] Epochs =
        ["epoch", "epochs", "train_epoch", "training_epoch", "trainer_epoch", "ep", "эпоха", "эпохи", "轮", "轮次", "轮数", "周期", "エポック"];

    /// <summary>Ranks below this one count over the whole run.</summary>
    internal const int FirstThatMayRestart = 11;

    /// <summary>The position of a name among the names of steps; -1 when it is none.</summary>
    internal static int Rank(string normal) => Array.IndexOf(Steps, normal);

    /// <summary>True for a name of epochs.</summary>
    internal static bool IsEpoch(string normal) => Array.IndexOf(Epochs, normal) >= 0;
}
