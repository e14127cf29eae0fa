using Patuh.Assessments.Answers;
using Patuh.Instruments;
using Patuh.Scoring;

namespace Patuh.Tests.Assessments;

/// <summary>What each kind of answers is asked, for every bundled method that can score.</summary>
public sealed class MethodTests
{
    public static TheoryData<string> Scoring => [.. InstrumentLibrary.Ids.Where(i => !InstrumentLibrary.Get(i).Instrument.BandsOnly)];

    [Theory]
    [MemberData(nameof(Scoring))]
    public void An_agency_is_asked_nothing_that_others_answer_and_nothing_learnt_by_heart(string id)
    {
        var file = InstrumentLibrary.Get(id);
        var own = Method.Of(file, AnswerKind.Self);
        Assert.All(own.Instrument.Indicators, i =>
        {
            Assert.NotEqual(Disclosure.Assessor, i.Disclosure);
            Assert.True(i.Subject is Subject.Unit or Subject.Product or Subject.Agency or Subject.Officer or Subject.ComplaintOfficer, i.Code);
            Assert.Contains(i.Methods, m => m is "observation" or "document" or "interview");
        });
        Assert.All(own.Instrument.Dimensions, d => Assert.All(d.Variables, v => Assert.NotEmpty(v.Indicators)));
        // the assessors are asked all of it
        Assert.Equal(file.Instrument.Indicators.Select(i => i.Code), Method.Of(file, AnswerKind.Assessed).Instrument.Indicators.Select(i => i.Code));
    }
}
