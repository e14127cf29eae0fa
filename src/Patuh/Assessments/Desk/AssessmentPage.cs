using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts;
using Patuh.Accounts.People;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Data;
using Patuh.Scoring;

namespace Patuh.Assessments.Desk;

/// <summary>A page about one assessment: loaded with what decides about its answers, for one kind of them.</summary>
internal abstract class AssessmentPage(PatuhDb db, TimeProvider time) : WorkPage
{
    private IReadOnlyList<string> seen = [];

    public OpenAssessment Open { get; private set; } = null!;

    /// <summary>assessed or self.</summary>
    public string Kind { get; private set; } = AnswerKind.Assessed;

    public Method Method => Method.Of(Open.File, Kind);

    public bool IsSelf => Kind == AnswerKind.Self;

    /// <summary>The other kind may be looked at too.</summary>
    public bool SeesBoth => seen.Count > 1;

    public string Today => Stamp.Of(Stamp.Today(time));

    public bool StageOpen => Open.Takes(Kind, Today);

    public bool MayWrite => StageOpen && Open.Row.Status == AssessmentStatus.Assessed && AnswerAccess.MayWrite(Me, Open.Row, Kind) && !(IsSelf && Open.Agency.SelfState == SelfState.Submitted);

    /// <summary>Writing waits for a second factor that this session has not shown.</summary>
    public bool NeedsFactor => StageOpen && Permission.Decide(Me, AnswerLog.Right(Kind), Open.Row.Place) == Decision.SecondFactor;

    public override string? Strip => Open is null ? null : CycleWords.Strip(Open.Cycle, L);

    public string Here => "/kerja/penilaian/" + Open.Row.Id;

    /// <summary>Where the wish is not the usual kind, it stands in every address.</summary>
    public string KindQuery => IsSelf && SeesBoth ? "?jenis=self" : "";

    public string PartAddress(string part) => $"{Here}/isi/{part}{KindQuery}";

    protected PatuhDb Db => db;

    protected TimeProvider Time => time;

    protected override string? Said(string code) => DeskWords.Done(code, L) ?? base.Said(code);

    /// <summary>False where there is nothing to see: then it is foreign. <paramref name="jenis"/> asks for one kind.</summary>
    protected async Task<bool> Load(string assessment, string? jenis, CancellationToken cancel)
    {
        if (await OpenAssessment.Find(db, assessment, cancel) is not { } open || AnswerAccess.Seen(Me, open.Row) is not { Count: > 0 } kinds)
            return false;
        (Open, seen) = (open, kinds);
        Kind = jenis == AnswerKind.Self || !kinds.Contains(AnswerKind.Assessed) ? AnswerKind.Self : AnswerKind.Assessed;
        return true;
    }

    protected Task<List<AnswerHeadRow>> Heads(string kind, CancellationToken cancel) =>
        db.Set<AnswerHeadRow>().Where(h => h.AssessmentId == Open.Row.Id && h.Kind == kind).ToListAsync(cancel);

    protected Task<List<AssessmentPartRow>> Parts(CancellationToken cancel) =>
        db.Set<AssessmentPartRow>().Where(p => p.AssessmentId == Open.Row.Id && p.Kind == Kind).ToListAsync(cancel);

    /// <summary>What people are called, in one query.</summary>
    protected async Task<Dictionary<string, string>> Names(IEnumerable<string?> ids, CancellationToken cancel)
    {
        var wanted = ids.OfType<string>().Distinct().ToList();
        return wanted.Count == 0 ? [] : await db.Set<PersonRow>().Where(p => wanted.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
    }

    public string SubjectName(string id) => Open.Subjects.FirstOrDefault(s => s.Id == id) is { } subject ? DeskWords.Subject(subject, L) : id;

    /// <summary>Where a product or respondent stands in the plan's own order.</summary>
    public int SubjectPlace(string id) => Open.Subjects.TakeWhile(s => s.Id != id).Count();

    public Dimension? Part(string code) => Method.Dimensions(Open.Row.Level).FirstOrDefault(d => d.Code == code);

    /// <summary>The page is not there for this kind; said as what it is.</summary>
    protected IActionResult NoPart() => Missing("Bagian ini tidak ada dalam instrumen, atau tidak diisi dalam penilaian mandiri.", "The instrument has no such part, or it is not in the self-assessment.");
}
