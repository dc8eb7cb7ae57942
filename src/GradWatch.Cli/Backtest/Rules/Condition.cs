using GradWatch.Observations;

namespace GradWatch.Cli.Backtest.Rules;

/// <summary>A simple threshold: <c>grad_norm>50</c>, <c>loss>3*median</c>, <c>update_ratio>0.05 for 3</c>, <c>loss not finite</c>.</summary>
/// <param name="Text">The condition as it was given.</param>
/// <param name="Quantity">What is compared, of the whole run.</param>
/// <param name="Comparison">How.</param>
/// <param name="Number">The limit, or what the reference is multiplied with.</param>
/// <param name="Reference">What the number multiplies.</param>
/// <param name="Lasting">Observations in a row that it takes.</param>
internal sealed record Condition(string Text, Quantity Quantity, Comparison Comparison, double Number, Reference Reference, int Lasting);
