using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Answers;

/// <summary>
/// Takes answers, from desks, workbooks and devices alike. What was given is an event that never changes; what stands in a cell are the events that no other takes
/// the place of. So the same events come to the same answers in whatever order and however often they arrive, and two people who did not see each other's
/// answer leave a conflict that can be seen, not an answer that is gone. See docs/answers.md.
/// </summary>
internal sealed class AnswerLog(PatuhDb db, TimeProvider time)
{
    /// <summary>Where the assessment stands after what was appended last, by kind; empty where nothing of it could be read.</summary>
    public IReadOnlyDictionary<string, (int Version, AssessmentScoreRow Score, IReadOnlyCollection<AssessmentPartRow> Parts)> Standing => standing;

    private readonly Dictionary<string, (int, AssessmentScoreRow, IReadOnlyCollection<AssessmentPartRow>)> standing = [];

    public static string Right(string kind) => kind == AnswerKind.Self ? Accounts.Permissions.Right.SelfAssessmentWrite : Accounts.Permissions.Right.AnswersWrite;

    /// <summary>
    /// Takes answers of one assessment, all in one transaction (the caller's, where there is one), with counts and provisional score right at its end. Who may not write there at all finds that there is
    /// no such assessment.
    /// </summary>
    public Task<IReadOnlyList<AnswerOutcome>> Append(Actor actor, string assessment, IReadOnlyList<AnswerDraft> drafts, CancellationToken cancel) => Append(actor, assessment, drafts, decided: false, cancel);

    /// <summary>The same; <paramref name="decided"/>: somebody has looked at what was held, and takes it over.</summary>
    public async Task<IReadOnlyList<AnswerOutcome>> Append(Actor actor, string assessment, IReadOnlyList<AnswerDraft> drafts, bool decided, CancellationToken cancel)
    {
        standing.Clear();
        // whoever decides about held answers, or brings a workbook, has begun one
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;
        // one writer of an assessment at a time, on both databases; others do not wait for each other
        var journey = new Journey(db);
        journey.Lock("assessment", assessment);
        var asked = OpenAssessment.Ask(db, journey, assessment);
        var kinds = drafts.GroupBy(d => d.Kind).Select(g => (Kind: g.Key, Drafts: g.ToList(), Board: AnswerKind.All.Contains(g.Key) ? AnswerBoard.Ask(db, journey, assessment, g.Key, [.. g]) : null)).ToList();
        await journey.Go(cancel);
        if (await asked(cancel) is not { } open)
            return [.. drafts.Select(d => new AnswerOutcome(d.Id, AnswerFate.Refused, RefusedCode.AssessmentUnknown))];
        var outcomes = new List<AnswerOutcome>(drafts.Count);
        foreach (var (kind, mine, board) in kinds)
        {
            if (board is null)
                outcomes.AddRange(mine.Select(d => new AnswerOutcome(d.Id, AnswerFate.Refused, RefusedCode.KindInvalid)));
            else if (!Permission.May(actor, Right(kind), open.Row.Place))
                outcomes.AddRange(mine.Select(d => new AnswerOutcome(d.Id, AnswerFate.Refused, RefusedCode.AssessmentUnknown)));
            else
                outcomes.AddRange(await Append(actor, open, kind, mine, await board(open, cancel), decided, cancel));
        }
        if (transaction is not null)
            await transaction.CommitAsync(cancel);
        return kinds.Count < 2 ? outcomes : [.. drafts.Select(d => outcomes.First(o => o.Id == d.Id))];
    }

    private async Task<IReadOnlyList<AnswerOutcome>> Append(Actor actor, OpenAssessment open, string kind, List<AnswerDraft> drafts, AnswerBoard? board, bool decided, CancellationToken cancel)
    {
        if (board is null)
            return drafts.ConvertAll(d => new AnswerOutcome(d.Id, AnswerFate.Refused, RefusedCode.IndicatorHidden));
        var now = time.GetUtcNow();
        var taking = new AnswerTaking(open, board, actor.PersonId, Stamp.Of(now), Stamp.Of(Stamp.Today(time)), decided);
        var outcomes = drafts.ConvertAll(taking.Take);
        standing[kind] = (taking.Number, board.Standing.Score, board.Standing.Parts);
        if (taking.Added.Count == 0)
            return outcomes;
        await board.Write(db, taking.Added, taking.After, cancel);
        board.Count(open, actor.PersonId, Stamp.Of(now));
        var last = taking.Added[^1].Number;
        db.Attach(open.Row with { Version = last }).Property(a => a.Version).IsModified = true;
        db.Audit(time, actor.By(Right(kind), open.Row.Place), "answers.saved", new Platform.Audit.Subject("assessment", open.Row.Id),
            after: new { kind, from = taking.Added[0].Number, to = last, held = taking.Added.Count(e => e.Held.Length > 0), sha256 = Hash(taking.Added) });
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        return outcomes;
    }

    /// <summary>What the audit trail seals of a batch: the hashes of its answers, in order, each with its number.</summary>
    private static string Hash(IEnumerable<AnswerEventRow> events) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(events.Select(e => $"{e.Number} {e.Id} {e.ContentHash} {e.Held}\n")))));
}
