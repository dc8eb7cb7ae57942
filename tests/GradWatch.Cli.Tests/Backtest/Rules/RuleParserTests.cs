using GradWatch.Cli.Backtest.Rules;
using GradWatch.Observations;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Cli.Tests.Backtest.Rules;

public sealed class RuleParserTests
{
    private static readonly RuleParser Parser = new(Language.English);

    [Theory]
    [InlineData("update_ratio.alarm=0.2", "update_ratio.alarm", 0.2)]
    [InlineData(" gradient_spike.probability = 1e-5 ", "gradient_spike.probability", 1e-5)]
    [InlineData("loss_spike.times_the_range=.5", "loss_spike.times_the_range", 0.5)]
    [InlineData("update_ratio.from_zero_steps=7", "update_ratio.from_zero_steps", 7)]
    public void A_limit_is_named_as_in_data(string text, string id, double value)
    {
        LimitSetting setting = Assert.Single(Parser.Parse(text).Settings);
        Assert.Equal((id, value), (setting.Limit.Id, setting.Value));
    }

    [Theory]
    [InlineData("grad_norm>50", Quantity.GradNorm, 50, "None", 1)]
    [InlineData("loss > 3 * median", Quantity.Loss, 3, "Median", 1)]
    [InlineData("loss<0.5*lowest for 4", Quantity.Loss, 0.5, "Lowest", 4)]
    [InlineData("update_ratio>0.05 for 3", Quantity.UpdateRatio, 0.05, "None", 3)]
    [InlineData("grad_norm>10*first", Quantity.GradNorm, 10, "First", 1)]
    public void A_condition_compares_a_quantity(string text, Quantity quantity, double number, string reference, int lasting)
    {
        Condition condition = Assert.Single(Parser.Parse(text).Conditions);
        Assert.Equal((quantity, number, reference, lasting), (condition.Quantity, condition.Number, condition.Reference.ToString(), condition.Lasting));
    }

    [Fact]
    public void What_is_between_commas_is_one_rule()
    {
        Rule rule = Parser.Parse("update_ratio.alarm=0.2, gradient_spike=off, loss not finite for 2");
        Assert.Equal("gradient_spike", Assert.Single(rule.Off));
        Assert.Equal((Comparison.NotFinite, 2), (rule.Conditions[0].Comparison, rule.Conditions[0].Lasting));
        Assert.Equal("loss not finite for 2", rule.Conditions[0].Text);
        Assert.True(rule.Runs("loss_spike"));
        Assert.False(rule.Runs("gradient_spike"));
    }

    [Fact]
    public void Conditions_alone_stand_alone() => Assert.False(Parser.Parse("loss>5, grad_norm>50").Runs("non_finite"));

    [Theory]
    [InlineData("", 1, "a detector or quantity is expected, and the end stands here.")]
    [InlineData("los>3", 1, "there is no detector or quantity 'los'. Did you mean 'loss'?")]
    [InlineData("loss", 5, "after loss stands >, < or 'not finite', not the end.")]
    [InlineData("loss=3", 5, "after loss stands >, < or 'not finite', not '='.")]
    [InlineData("loss>", 6, "a number is expected, and the end stands here.")]
    [InlineData("loss>x", 6, "a number is expected, and 'x' stands here.")]
    [InlineData("loss>1e999", 6, "a number is expected, and '1e999' stands here.")]
    [InlineData("loss>0,05", 8, "a detector or quantity is expected, and '0' stands here.")]
    [InlineData("loss>3*medain", 8, "Did you mean 'median'?")]
    [InlineData("loss>3 for 0", 12, "for takes a whole number")]
    [InlineData("loss>3 for", 11, "a number is expected, and the end stands here.")]
    [InlineData("loss not fine", 10, "'finite' is expected, and 'fine' stands here.")]
    [InlineData("loss>3 4", 8, "'4' is too much.")]
    [InlineData("loss>1..2", 7, "a range belongs to --sweep")]
    [InlineData("gradient_spike", 15, "after gradient_spike stands .LIMIT=NUMBER or =off, not the end.")]
    [InlineData("gradient_spike=on", 16, "gradient_spike=off")]
    [InlineData("update_ratio.alrm=0.2", 14, "it has alarm, caution")]
    [InlineData("update_ratio.alrm=0.2", 14, "Did you mean 'alarm'?")]
    [InlineData("update_ratio.alarm>0.2", 19, "'=' is expected, and '>' stands here.")]
    [InlineData("update_ratio.alarm=-1", 20, "update_ratio.alarm is above 0, not -1.")]
    [InlineData("update_ratio.lasting=1.5", 22, "a whole number from 1 on, not 1.5.")]
    [InlineData("update_ratio.lasting=1e12", 22, "a whole number from 1 on")]
    [InlineData("gradient_spike.probability=1", 28, "between 0 and 1, not 1.")]
    public void What_is_no_rule_is_told_with_its_character(string text, int at, string message)
    {
        RuleException wrong = Assert.ThrowsAny<RuleException>(() => Parser.Parse(text));
        Assert.Contains(message, wrong.Message, StringComparison.Ordinal);
        Assert.Equal(at, wrong.At);
    }

    [Fact]
    public void A_sweep_is_evenly_spaced_on_a_log_scale_and_keeps_its_ends() => Assert.Equal(
        ["update_ratio.alarm=0.05", "update_ratio.alarm=0.158", "update_ratio.alarm=0.5"],
        Parser.Sweep("update_ratio.alarm=0.05..0.5", 3).Select(rule => rule.Text));

    [Fact]
    public void A_sweep_of_a_count_has_whole_numbers_none_twice() => Assert.Equal(
        [1.0, 2, 3, 4],
        Parser.Sweep("update_ratio.lasting=1..4", 7).Select(rule => rule.Settings[0].Value));

    [Fact]
    public void A_condition_is_swept_too() => Assert.Equal(
        ["grad_norm>10 for 3", "grad_norm>100 for 3", "grad_norm>1000 for 3"],
        Parser.Sweep("grad_norm>10..1000 for 3", 3).Select(rule => rule.Text));

    [Theory]
    [InlineData("loss>3", "a sweep has a range LOW..HIGH")]
    [InlineData("loss>3..2", "0 < LOW < HIGH")]
    [InlineData("loss>0..2", "0 < LOW < HIGH")]
    [InlineData("loss>1..2, grad_norm>1..2", "one range")]
    [InlineData("gradient_spike.probability=1e-6..2", "between 0 and 1, not 2.")]
    public void What_is_no_sweep_is_told(string text, string message) =>
        Assert.Contains(message, Assert.ThrowsAny<RuleException>(() => Parser.Sweep(text, 5)).Message, StringComparison.Ordinal);
}
