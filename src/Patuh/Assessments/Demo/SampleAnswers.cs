using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Scoring;

namespace Patuh.Assessments.Demo;

/// <summary>Invented answers, most of them good, for the demo and for practice.</summary>
internal static class SampleAnswers
{
    /// <summary>For the cells that are chosen, in the order of the instrument.</summary>
    public static List<AnswerDraft> Of(OpenAssessment open, string kind, Func<(string Indicator, string Subject), bool> chosen, SeededRandom random, DateTimeOffset now)
    {
        var drafts = new List<AnswerDraft>();
        foreach (var indicator in Method.Of(open.File, kind).Dimensions(open.Row.Level).SelectMany(d => d.Variables).SelectMany(v => v.Indicators))
            foreach (var subject in SubjectRole.Of(indicator.Subject) is { } role ? open.Subjects.Where(s => s.Role == role).Select(s => s.Id) : [""])
                if (chosen((indicator.Code, subject)))
                    drafts.Add(new AnswerDraft(Guid.CreateVersion7(now).ToString(), kind, subject, indicator.Code, Value(indicator.Scale, random), "", "", [], now, "", AnswerSource.Desk));
        return drafts;
    }

    private static string Value(Scale scale, SeededRandom random)
    {
        var below = random.Next(10) < 3 ? 2 : random.Next(10) < 4 ? 1 : 0;
        return Math.Max(scale.Min, scale.Max - below).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
