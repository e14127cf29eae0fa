using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Answers;

/// <summary>What stands in the cells of an assessment, of one kind, while answers are taken: read in one journey, whatever the number of answers, and written once.</summary>
internal sealed class AnswerBoard
{
    private const int Chunk = 500;

    /// <summary>So many answers go along with the counts; more are written in bulk.</summary>
    private const int Few = 25;

    private readonly OpenAssessment open;
    private readonly Dictionary<(string Indicator, string Subject), List<AnswerHeadRow>> cells;
    private readonly HashSet<string> replaced;
    private readonly Dictionary<string, AssessmentPartRow> parts;
    private readonly AssessmentScoreRow score;
    private readonly List<AnswerHeadRow> gone = [];
    private readonly List<AnswerHeadRow> added = [];
    private int held;

    private AnswerBoard(OpenAssessment open, string kind, IEnumerable<AnswerHeadRow> heads, IEnumerable<AnswerEventRow> events, IEnumerable<string> replaced, IEnumerable<AssessmentPartRow> parts, AssessmentScoreRow score)
    {
        (this.open, Kind, this.score, held) = (open, kind, score, score.Held);
        cells = heads.GroupBy(h => (h.Indicator, h.SubjectId)).ToDictionary(g => g.Key, g => g.ToList());
        Events = events.ToDictionary(e => e.Id, StringComparer.Ordinal);
        this.replaced = new(replaced, StringComparer.Ordinal);
        this.parts = parts.ToDictionary(p => p.Part, StringComparer.Ordinal);
    }

    public string Kind { get; }

    /// <summary>Answers that the new ones name: themselves, sent before, or those they take the place of.</summary>
    public Dictionary<string, AnswerEventRow> Events { get; }

    /// <summary>Null where this kind is not asked about there.</summary>
    public static async Task<AnswerBoard?> Load(PatuhDb db, OpenAssessment open, string kind, IReadOnlyCollection<AnswerDraft> drafts, CancellationToken cancel)
    {
        var journey = new Journey(db);
        var asked = Ask(db, journey, open.Row.Id, kind, drafts);
        await journey.Go(cancel);
        return await asked(open, cancel);
    }

    /// <summary>Asks along with others in a journey; what is given back reads the answer, after it.</summary>
    public static Func<OpenAssessment, CancellationToken, Task<AnswerBoard?>> Ask(PatuhDb db, Journey journey, string id, string kind, IReadOnlyCollection<AnswerDraft> drafts)
    {
        var heads = journey.Ask<AnswerHeadRow>($"select * from answer_head where assessment_id = {id} and kind = {kind}");
        var parts = journey.Ask<AssessmentPartRow>($"select * from assessment_part where assessment_id = {id} and kind = {kind}");
        var scores = journey.Ask<AssessmentScoreRow>($"select * from assessment_score where assessment_id = {id} and kind = {kind}");
        var events = drafts.SelectMany(d => d.After.Append(d.Id)).Distinct().Chunk(Chunk).Select(named => journey.Ask<AnswerEventRow>($"select * from answer_event where id in {named}")).ToList();
        var later = drafts.Select(d => d.Id).Distinct().Chunk(Chunk).Select(own => journey.Ask<AnswerAfterRow>($"select * from answer_after where after_id in {own}")).ToList();
        return async (open, cancel) =>
        {
            if (scores.Count == 0)
                return null;
            db.AttachRange(parts);
            db.Attach(scores[0]);
            return new(open, kind, heads, events.SelectMany(e => e), await Counting(db, [.. later.SelectMany(a => a)], cancel), parts, scores[0]);
        };
    }

    /// <summary>Which answers have their places taken by one that came before them; one that does not count takes nobody's place.</summary>
    private static async Task<IEnumerable<string>> Counting(PatuhDb db, List<AnswerAfterRow> later, CancellationToken cancel)
    {
        var held = new HashSet<string>(StringComparer.Ordinal);
        foreach (var ids in later.Select(a => a.EventId).Distinct().Chunk(Chunk))
            held.UnionWith(await db.Set<AnswerEventRow>().Where(e => ids.Contains(e.Id) && e.Held != "").Select(e => e.Id).ToListAsync(cancel));
        return later.Where(a => !held.Contains(a.EventId)).Select(a => a.AfterId);
    }

    /// <summary>Out of answers in memory, in the order of their numbers, without a database.</summary>
    public static AnswerBoard Of(OpenAssessment open, string kind, IReadOnlyCollection<AnswerEventRow> events, string now)
    {
        var parts = Tally.Of(Method.Of(open.File, kind), open.Row.Level, open.Subjects, []).Parts.Select(p => new AssessmentPartRow { AssessmentId = open.Row.Id, Kind = kind, Part = p.Part });
        var score = new AssessmentScoreRow { AssessmentId = open.Row.Id, Kind = kind, State = "", PartSum = "", ChangedAt = now };
        var board = new AnswerBoard(open, kind, [], events, [], parts, score);
        foreach (var answer in events.Where(e => e.Held.Length == 0))
            board.Stand(answer, answer.After.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        board.Count(open, "", now);
        return board;
    }

    /// <summary>What stands in the cells.</summary>
    public IEnumerable<AnswerHeadRow> Heads => cells.Values.SelectMany(h => h);

    /// <summary>Whether an event is about the same cell as a draft.</summary>
    public bool IsOf(AnswerEventRow row, AnswerDraft draft) => row.AssessmentId == open.Row.Id && row.Kind == draft.Kind && row.Indicator == draft.Indicator && row.SubjectId == draft.Subject;

    /// <summary>Whoever writes first holds the pen; false when somebody else does.</summary>
    public bool TakePen(string part, string personId, string now)
    {
        var row = parts[part];
        if (row.PenId is null)
            (row.PenId, row.PenAt) = (personId, now);
        return row.PenId == personId;
    }

    /// <summary>Puts an answer into its cell, in the place of those that it names, unless another that came first takes its place already.</summary>
    public void Stand(AnswerEventRow row, IReadOnlyList<string> after)
    {
        var key = (row.Indicator, row.SubjectId);
        if (!cells.TryGetValue(key, out var heads))
            cells.Add(key, heads = []);
        foreach (var head in heads.Where(h => after.Contains(h.EventId)).ToList())
        {
            heads.Remove(head);
            if (!added.Remove(head))
                gone.Add(head);
        }
        replaced.UnionWith(after);
        if (replaced.Contains(row.Id))
            return;
        var own = new AnswerHeadRow { AssessmentId = row.AssessmentId, Kind = row.Kind, Indicator = row.Indicator, SubjectId = row.SubjectId, EventId = row.Id, Value = row.Value };
        heads.Add(own);
        added.Add(own);
    }

    /// <summary>Where this kind stands, with what was taken just now.</summary>
    public (AssessmentScoreRow Score, IReadOnlyCollection<AssessmentPartRow> Parts) Standing => (score, parts.Values);

    public bool InConflict(AnswerEventRow row) => cells[(row.Indicator, row.SubjectId)] is var heads && heads.Exists(h => h.Value != heads[0].Value);

    /// <summary>Makes counts, score and pens right; whoever calls saves.</summary>
    public void Count(OpenAssessment of, string? personId, string now)
    {
        var tally = Tally.Of(Method.Of(of.File, Kind), of.Row.Level, of.Subjects, [.. Heads]);
        foreach (var part in tally.Parts)
        {
            var row = parts[part.Part];
            (row.Required, row.Given, row.Wanted, row.Reached) = (part.Required, part.Given, part.Wanted, part.Reached);
            (row.Conflicts, row.Notes, row.Hundredths) = (part.Conflicts, part.Notes, part.Hundredths);
        }
        (score.State, score.Hundredths, score.SoFar) = (Scoring.States.Word(tally.State), tally.Hundredths, tally.SoFar);
        (score.PartCount, score.PartSum, score.Held) = (tally.PartCount, tally.PartSum.ToString(), held);
        (score.ChangedAt, score.ChangedBy) = (now, personId);
    }

    /// <summary>Writes what is new, or leaves it to be saved with the counts; whoever calls saves.</summary>
    public async Task Write(PatuhDb db, List<AnswerEventRow> events, List<AnswerAfterRow> after, CancellationToken cancel)
    {
        held += events.Count(e => e.Held.Length > 0);
        if (events.Count <= Few)
        {
            // with all the rest in one journey to the database
            db.AddRange(events);
            db.AddRange(after);
            db.RemoveRange(gone);
            db.AddRange(added);
            return;
        }
        var connection = db.Database.GetDbConnection();
        AnswerRowsWriter.Events(connection, events);
        AnswerRowsWriter.After(connection, after);
        foreach (var chunk in gone.Select(h => h.EventId).Chunk(Chunk))
            await db.Set<AnswerHeadRow>().Where(h => h.AssessmentId == open.Row.Id && h.Kind == Kind && chunk.Contains(h.EventId)).ExecuteDeleteAsync(cancel);
        AnswerRowsWriter.Heads(connection, added);
    }
}
