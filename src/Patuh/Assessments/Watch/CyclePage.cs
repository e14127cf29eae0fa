using Microsoft.EntityFrameworkCore;
using Patuh.Accounts;
using Patuh.Accounts.Organisations;
using Patuh.Agencies;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Desk;
using Patuh.Assessments.Plan;
using Patuh.Platform;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Watch;

/// <summary>A page about a cycle. A draft is seen by who plans it.</summary>
internal abstract class CyclePage(PatuhDb db, TimeProvider time) : WorkPage
{
    private string kind = AnswerKind.Assessed;

    public AssessmentCycleRow Cycle { get; private set; } = null!;

    public IReadOnlyList<CycleStageRow> StageRows { get; private set; } = [];

    public CycleReach Reach => CycleReach.Of(Me) with { Kind = kind };

    /// <summary>assessed or self: which answers the page is about.</summary>
    public string Kind => Reach.Kind;

    public bool IsSelf => Kind == AnswerKind.Self;

    /// <summary>An office looks at either kind of answers.</summary>
    public bool SeesBoth => !Reach.Assessed.Empty;

    /// <summary>For links to pages that show either kind; empty where there is no choice.</summary>
    public string KindQuery => SeesBoth ? "jenis=" + Kind : "";

    public string Today => Stamp.Of(Stamp.Today(time));

    public override string? Strip => Cycle is null ? null : CycleWords.Strip(Cycle, L);

    public string Here => "/kerja/siklus/" + Cycle.Id;

    public string ClassName(string code) => AgencyClasses.Find(code) is { } found ? L.T(found.Name) : code;

    /// <summary>The office that assesses an agency; null: the head office.</summary>
    public static string NameOfOffice(string? id) => id is null ? "Ombudsman RI" : RegionalOffices.Find(id)?.Name ?? id;

    protected PatuhDb Db => db;

    protected TimeProvider Time => time;

    protected override string? Said(string code) => CycleWords.Done(code, L) ?? DeskWords.Done(code, L) ?? base.Said(code);

    /// <summary>Takes the kind of answers that is asked for; before data collection begins there are none but the agencies' own.</summary>
    protected void Choose(string? jenis) =>
        kind = AnswerKind.All.Contains(jenis) ? jenis!
            : Cycle.State == CycleState.Open && StageRows.Any(s => Stages.For(AnswerKind.Assessed).Contains(s.Stage) && string.CompareOrdinal(Today, s.BeginsOn) < 0) ? AnswerKind.Self : AnswerKind.Assessed;

    protected async Task<bool> Load(string cycle, CancellationToken cancel)
    {
        if (await db.Set<AssessmentCycleRow>().SingleOrDefaultAsync(c => c.Id == cycle, cancel) is not { } row)
            return false;
        if (row.State == CycleState.Draft && !Me.HasAnywhere(Accounts.Permissions.Right.PlansWrite))
            return false;
        Cycle = row;
        StageRows = [.. (await db.Set<CycleStageRow>().Where(s => s.CycleId == cycle).ToListAsync(cancel)).OrderBy(s => Stages.All.Select(x => x.Code).ToList().IndexOf(s.Stage))];
        return true;
    }
}
