using Patuh.Assessments.Plan;
using Patuh.Platform;

namespace Patuh.Assessments.Answers;

/// <summary>Takes one answer after another onto the board: pure, the database is read before and written after.</summary>
internal sealed class AnswerTaking(OpenAssessment open, AnswerBoard board, string personId, string now, string today, bool decided = false)
{
    private readonly Dictionary<string, AssessmentSubjectRow> subjects = open.Subjects.ToDictionary(s => s.Id, StringComparer.Ordinal);
    private readonly IReadOnlySet<string> withdrawn = SubjectFate.Withdrawn(open.Subjects);
    private readonly Method method = Method.Of(open.File, board.Kind);
    private readonly bool stageOpen = open.Takes(board.Kind, today);
    private readonly bool submitted = open.Agency.SelfState == SelfState.Submitted;
    private int number = open.Row.Version;

    /// <summary>Number of the last answer.</summary>
    public int Number => number;

    /// <summary>What is new, in the order of arrival.</summary>
    public List<AnswerEventRow> Added { get; } = [];

    /// <summary>Which answers the new ones take the place of.</summary>
    public List<AnswerAfterRow> After { get; } = [];

    public AnswerOutcome Take(AnswerDraft draft)
    {
        if (AnswerRules.Refusal(draft, open.File) is { } code)
            return new(draft.Id, AnswerFate.Refused, code);
        var hash = draft.ContentHash(open.Row.Id);
        if (board.Events.TryGetValue(draft.Id, out var known))
            return known.ContentHash == hash && known.PersonId == personId
                ? new(draft.Id, AnswerFate.Duplicate, known.Settled is null ? known.Held : "", known.Number)
                : new(draft.Id, AnswerFate.Refused, RefusedCode.IdReused);
        var replaced = draft.After.Select(a => board.Events.GetValueOrDefault(a)).OfType<AnswerEventRow>().ToList();
        if (replaced.Exists(e => !board.IsOf(e, draft)))
            return new(draft.Id, AnswerFate.Refused, RefusedCode.AfterInvalid);
        // an own slip is put right without words; what somebody else found is not changed without them
        if (string.IsNullOrWhiteSpace(draft.Reason) && replaced.Exists(e => e.PersonId != personId && e.Value.Length > 0 && e.Value != draft.Value))
            return new(draft.Id, AnswerFate.Refused, RefusedCode.ReasonMissing);
        var held = AnswerRules.Held(draft, method, open.Row, subjects, withdrawn, stageOpen, submitted, decided);
        if (held.Length == 0 && !board.TakePen(method.Find(draft.Indicator)!.Value.Dimension.Code, personId, now))
            held = HeldCode.PenHeld;
        var row = Row(draft, hash, held);
        Added.Add(row);
        board.Events.Add(row.Id, row);
        After.AddRange(draft.After.Distinct().Select(a => new AnswerAfterRow { EventId = row.Id, AfterId = a }));
        if (held.Length > 0)
            return new(draft.Id, AnswerFate.Held, held, row.Number);
        board.Stand(row, draft.After);
        return new(draft.Id, board.InConflict(row) ? AnswerFate.Conflict : AnswerFate.Counted, "", row.Number);
    }

    private AnswerEventRow Row(AnswerDraft draft, string hash, string held) => new()
    {
        Id = draft.Id,
        AssessmentId = open.Row.Id,
        Number = ++number,
        Kind = draft.Kind,
        SubjectId = draft.Subject,
        Indicator = draft.Indicator,
        Value = draft.Value,
        Note = draft.Note.Trim(),
        Reason = draft.Reason.Trim(),
        Source = draft.Source,
        Device = draft.Device,
        MadeAt = Stamp.Of(draft.MadeAt),
        PersonId = personId,
        ReceivedAt = now,
        ReceivedOn = today,
        After = string.Join(' ', draft.After.Distinct().Order(StringComparer.Ordinal)),
        ContentHash = hash,
        Held = held,
    };
}
