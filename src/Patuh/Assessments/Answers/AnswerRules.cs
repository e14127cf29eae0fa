using Patuh.Assessments.Plan;
using Patuh.Instruments;
using Patuh.Scoring;

namespace Patuh.Assessments.Answers;

/// <summary>What may be answered: rules that look at one answer and the plan, not at the other answers. Pure.</summary>
internal static class AnswerRules
{
    public const int LongestText = 2000;

    private const int LongestDevice = 100;
    private const int MostAfter = 32;

    /// <summary>A GUID in small letters, as clients make them.</summary>
    public static bool IsId(string? id) => Guid.TryParseExact(id, "D", out _) && !id.Any(char.IsUpper);

    /// <summary>Why an answer is not kept, or null. What is wrong here, its writer can put right.</summary>
    public static string? Refusal(AnswerDraft draft, InstrumentFile file)
    {
        if (!IsId(draft.Id))
            return RefusedCode.IdInvalid;
        if (!AnswerKind.All.Contains(draft.Kind) || !AnswerSource.All.Contains(draft.Source))
            return RefusedCode.KindInvalid;
        if (draft.After.Count > MostAfter || draft.After.Contains(draft.Id) || !draft.After.All(IsId))
            return RefusedCode.AfterInvalid;
        if (draft.Note.Length > LongestText || draft.Reason.Length > LongestText || draft.Device.Length > LongestDevice || draft.Subject.Length > 50 || draft.Indicator.Length > 100 || draft.Value.Length > 30)
            return RefusedCode.TextTooLong;
        if (draft.Value == Grade.NotApplicable && string.IsNullOrWhiteSpace(draft.Reason))
            return RefusedCode.ReasonMissing;
        if (Method.Of(file, draft.Kind).Find(draft.Indicator) is { } found)
            return draft.Value.Length > 0 && Grade.Read(draft.Value, found.Indicator, false, out _) is null ? RefusedCode.ValueInvalid : null;
        return Method.Of(file, AnswerKind.Assessed).Find(draft.Indicator) is null ? null : RefusedCode.IndicatorHidden;
    }

    /// <summary>Why an answer is kept without counting, or empty. Whoever wrote it could not know.</summary>
    /// <param name="draft">The answer.</param>
    /// <param name="method">What is asked.</param>
    /// <param name="assessment">Where.</param>
    /// <param name="subjects">Products and respondents by id.</param>
    /// <param name="withdrawn">Ids of those that are asked about no more.</param>
    /// <param name="stageOpen">Whether answers of its kind are taken today.</param>
    /// <param name="submitted">Whether the agency has submitted its self-assessment.</param>
    /// <param name="decided">Somebody has looked at it and says that it was given before its respondent was replaced.</param>
    public static string Held(AnswerDraft draft, Method method, AssessmentRow assessment, IReadOnlyDictionary<string, AssessmentSubjectRow> subjects, IReadOnlySet<string> withdrawn, bool stageOpen, bool submitted, bool decided)
    {
        if (!stageOpen)
            return HeldCode.StageClosed;
        if (assessment.Status != AssessmentStatus.Assessed)
            return HeldCode.NotAssessed;
        if (draft.Kind == AnswerKind.Self && submitted)
            return HeldCode.SelfSubmitted;
        if (method.Find(draft.Indicator) is not { } found || found.Dimension.Level != Method.LevelOf(assessment.Level))
            return HeldCode.IndicatorUnknown;
        var role = SubjectRole.Of(found.Indicator.Subject);
        if (role is null)
            return draft.Subject.Length == 0 ? "" : HeldCode.SubjectUnknown;
        if (!subjects.TryGetValue(draft.Subject, out var subject) || subject.Role != role)
            return HeldCode.SubjectUnknown;
        return withdrawn.Contains(subject.Id) ? HeldCode.SubjectWithdrawn : subject.EndedAt is null || decided ? "" : HeldCode.SubjectEnded;
    }
}
