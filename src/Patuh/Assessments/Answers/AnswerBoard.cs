using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Answers;

/// <summary>What stands in the cells of an assessment, of one kind, while answers are taken: read in a few queries, whatever the number of answers, and written once.</summary>
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

    private AnswerBoard(OpenAssessment open, string kind, List<AnswerHeadRow> heads, List<AnswerEventRow> events, IEnumerable<string> replaced, List<AssessmentPartRow> parts, AssessmentScoreRow score)
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
    public static async Task<AnswerBoard?> Load(PatuhDb db, OpenAssessment open, string kind, List<AnswerDraft> drafts, CancellationToken cancel)
    {
        var id = open.Row.Id;
        var heads = await db.Set<AnswerHeadRow>().Where(h => h.AssessmentId == id && h.Kind == kind).ToListAsync(cancel);
        var (events, replaced) = (new List<AnswerEventRow>(), new List<string>());
        foreach (var named in drafts.SelectMany(d => d.After.Append(d.Id)).Distinct().Chunk(Chunk))
            events.AddRange(await db.Set<AnswerEventRow>().Where(e => named.Contains(e.Id)).ToListAsync(cancel));
        foreach (var own in drafts.Select(d => d.Id).Distinct().Chunk(Chunk))
            // one that does not count takes nobody's place
            replaced.AddRange(await (from a in db.Set<AnswerAfterRow>() where own.Contains(a.AfterId) join e in db.Set<AnswerEventRow>() on a.EventId equals e.Id where e.Held == "" select a.AfterId).ToListAsync(cancel));
        var parts = await db.Set<AssessmentPartRow>().AsTracking().Where(p => p.AssessmentId == id && p.Kind == kind).ToListAsync(cancel);
        var score = await db.Set<AssessmentScoreRow>().AsTracking().SingleOrDefaultAsync(s => s.AssessmentId == id && s.Kind == kind, cancel);
        return score is null ? null : new(open, kind, heads, events, replaced, parts, score);
    }

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
    public void Count(OpenAssessment of, string personId, string now)
    {
        var tally = Tally.Of(Method.Of(of.File, Kind), of.Row.Level, of.Subjects, [.. cells.Values.SelectMany(h => h)]);
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
