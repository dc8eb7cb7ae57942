using GradWatch.Diagnosis.Origins;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Tests.Diagnosis.Origins;

public sealed class NonFiniteOriginTests
{
    public static TheoryData<OriginDirection> Directions => [.. Enum.GetValues<OriginDirection>()];

    public static TheoryData<OriginOperation> Operations => [.. Enum.GetValues<OriginOperation>()];

    [Theory]
    [MemberData(nameof(Directions))]
    public void Each_direction_is_told_in_both_languages(OriginDirection direction)
    {
        NonFiniteOrigin origin = SomeOrigin.Of(OriginOperation.Unknown) with { Direction = direction };
        Assert.Matches(@"^Step 60[^{}]+\.$", origin.Summary.ToString());
        Assert.Matches(@"^Шаг 60[^{}]+\.$", origin.Summary.In(Language.Russian));
        Assert.Matches(@"^Step 60[^{}]+\.$", (origin with { Operation = OriginOperation.LogOfZero }).Summary.ToString());
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Each_operation_has_a_name_in_data_and_words_in_both_languages(OriginOperation operation)
    {
        Assert.Matches("^[a-z_]+$", operation.Name());
        Assert.NotEqual("", operation.Sentence().ToString());
        Assert.NotEqual("", operation.Sentence().In(Language.Russian));
    }

    [Theory]
    [InlineData("b2.a", null, null, "in b2.a")]
    [InlineData("block", "block.fc", null, "in the code of block, after block.fc")]
    [InlineData("block", null, "block.fc", "in the code of block, before block.fc")]
    [InlineData("block", "block.a", "block.b", "in the code of block, after block.a, before block.b")]
    [InlineData(null, "encoder", "head", "after encoder, before head")]
    [InlineData(null, "decoder.out", null, "after decoder.out, before the loss")]
    [InlineData(null, null, "encoder", "before encoder")]
    [InlineData(null, null, null, "outside the modules")]
    public void A_place_is_a_module_or_lies_between_what_was_seen(string? at, string? after, string? before, string words) =>
        Assert.Equal(words, new OriginPlace(at, after, before).Sentence.ToString());
}
