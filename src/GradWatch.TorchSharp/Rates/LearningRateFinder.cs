using GradWatch.TorchSharp.Snapshots;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Rates;

/// <summary>Raises the learning rate exponentially over real batches and marks where training stops being stable: Smith 2017.</summary>
public static class LearningRateFinder
{
    /// <summary>Trains for a hundred steps or fewer and puts everything back: weights, buffers, optimizer, gradients, random numbers, rates.</summary>
    /// <param name="model">The model as it will be trained.</param>
    /// <param name="optimizer">Any but LBFGS. Its groups keep the proportions of their rates.</param>
    /// <param name="loss">Takes the next batch and returns its loss, without <c>backward()</c>. A data loader is not wound back.</param>
    /// <param name="options">Range and lines.</param>
    /// <remarks>What <paramref name="loss"/> throws comes out, after everything was put back.</remarks>
    public static LearningRateSearch Run(
        nn.Module model, optim.Optimizer optimizer, Func<Tensor> loss, LearningRateFinderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(loss);
        options ??= new LearningRateFinderOptions();
        if (!(options.Lowest > 0 && options.Highest > options.Lowest && double.IsFinite(options.Highest)) || options.Steps < 2)
            throw new ArgumentException("rates rise from above 0, over two steps at least", nameof(options));
        using TrainingSnapshot snapshot = TrainingSnapshot.Take(model, optimizer);
        using KeptGradients gradients = new(optimizer);
        try
        {
            using RangeTest test = new(optimizer, loss, options);
            return RateChoice.Of(test.Run(), options);
        }
        finally
        {
            snapshot.Restore();
            gradients.PutBack();
        }
    }

    /// <inheritdoc cref="Run(nn.Module, optim.Optimizer, Func{Tensor}, LearningRateFinderOptions?)"/>
    /// <param name="model">The model as it will be trained.</param>
    /// <param name="optimizer">Any but LBFGS.</param>
    /// <param name="batches">Inputs and targets, taken in order and again from the first when they run out.</param>
    /// <param name="loss">The loss of an output and a target.</param>
    /// <param name="options">Range and lines.</param>
    public static LearningRateSearch Run(
        nn.Module<Tensor, Tensor> model, optim.Optimizer optimizer, IReadOnlyList<(Tensor Input, Tensor Target)> batches,
        Func<Tensor, Tensor, Tensor> loss, LearningRateFinderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentOutOfRangeException.ThrowIfLessThan(batches.Count, 1, nameof(batches));
        int next = 0;
        return Run(
            model, optimizer,
            () =>
            {
                (Tensor input, Tensor target) = batches[next++ % batches.Count];
                return loss(model.call(input), target);
            },
            options);
    }
}
