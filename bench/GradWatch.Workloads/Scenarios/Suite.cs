namespace GradWatch.Workloads.Scenarios;

/// <summary>All scenarios.</summary>
internal static class Suite
{
    // One of each kind, all quick: what a change of the code is checked with.
    private static readonly string[] ShortNames =
    [
        "rnn_tanh_gain2_sgd", "lstm_sgd", "mlp30_std0.2_sgd", "mlp30_sigmoid_vanish", "unnorm_sgd", "norm_sgd", "lr_x100_adam",
        "lr_ok_sgdm", "lr_jump_x1000_at150", "corrupt_batch_x1000_at100_adam", "nan_input_at73_skip", "bce_log0", "fp16_scale65536",
        "cnn_bn_sgdm", "gan_adam",
    ];

    internal static IReadOnlyList<Group> Groups { get; } =
    [
        RecurrentScenarios.All, DeepScenarios.All, InputScenarios.All, LearningRateScenarios.All, BatchScenarios.All,
        OperationScenarios.All, PrecisionScenarios.All, TransformerScenarios.All, ConvolutionScenarios.All, NoiseScenarios.All,
    ];

    internal static IEnumerable<Scenario> All => Groups.SelectMany(group => group.Scenarios);

    internal static bool Has(string name) => All.Any(scenario => scenario.Name == name);

    internal static Scenario Named(string name) => All.Single(scenario => scenario.Name == name);

    /// <summary>All, the short form, or those whose name fits a pattern with <c>*</c> and <c>?</c>.</summary>
    internal static IReadOnlyList<Scenario> Chosen(bool isShort, string? pattern) =>
        [.. All.Where(scenario => (!isShort || ShortNames.Contains(scenario.Name))
            && scenario.Fits(pattern))];
}
