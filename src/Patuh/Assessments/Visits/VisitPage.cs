using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Assessments.Plan;
using Patuh.Assessments.Watch;
using Patuh.Platform;
using Patuh.Platform.Data;

namespace Patuh.Assessments.Visits;

/// <summary>A page about the visits of a cycle. An agency sees its own visits and notices, an office those of its region.</summary>
internal abstract class VisitPage(PatuhDb db, TimeProvider time) : CyclePage(db, time)
{
    public string Root => Here + "/kunjungan";

    /// <summary>The stage in which visits take place.</summary>
    public CycleStageRow? Collection => StageRows.FirstOrDefault(s => s.Stage == Stages.Collection);

    /// <summary>Looks at its own visits alone: no teams, no clashes.</summary>
    public bool IsAgency => Reach.Assessed.Empty;

    /// <summary>The offices whose visits are within reach; none for an agency.</summary>
    public IReadOnlyList<(string Id, string Name)> Offices =>
        IsAgency ? []
        : Reach.Here.All ? [(OrganisationRow.HeadOfficeId, L.T("Kantor pusat", "Head office")), .. RegionalOffices.All.Select(o => (o.Id, o.Name))]
        : [.. RegionalOffices.All.Where(o => Reach.Here.Own.Contains(o.Id)).Select(o => (o.Id, o.Name))];

    /// <summary>The office that is asked for, or the first; null where it is not within reach, or none is.</summary>
    protected string? OfficeWithin(string? asked) => Offices.Select(o => o.Id).FirstOrDefault(id => asked is not { Length: > 0 } || id == asked);

    protected string PlannedMeanwhile => L.T("Sementara itu orang lain sudah menjadwalkan salah satu unit ini, atau membubarkan timnya. Muat ulang halaman ini.", "Somebody else has planned one of these units meanwhile, or ended the team. Reload this page.");

    protected override string? Said(string code) => VisitWords.Done(code, L) ?? base.Said(code);

    /// <summary>Units of the cycle within reach, of one office where that is given.</summary>
    protected IQueryable<AssessmentRow> UnitsOf(string? office)
    {
        var units = Reach.Within(Db.Set<AssessmentRow>()).Where(a => a.CycleId == Cycle.Id && a.Level == AssessmentLevel.Unit);
        return office is null ? units : office == OrganisationRow.HeadOfficeId ? units.Where(a => a.OfficeId == null) : units.Where(a => a.OfficeId == office);
    }

    /// <summary>Units that are visited: named, and assessed.</summary>
    protected static IQueryable<AssessmentRow> Visited(IQueryable<AssessmentRow> units) => units.Where(a => a.Chosen && a.Status == AssessmentStatus.Assessed);

    /// <summary>Those without a visit that takes place.</summary>
    protected IQueryable<AssessmentRow> Unplanned(IQueryable<AssessmentRow> units) =>
        Visited(units).Where(a => !Db.Set<VisitRow>().Any(v => v.AssessmentId == a.Id && VisitState.Standing.Contains(v.State)));

    /// <summary>The first day that is proposed: the one that was typed, else the stage's first, and never before tomorrow.</summary>
    protected DateOnly First(string? typed)
    {
        var tomorrow = Stamp.Today(Time).AddDays(1);
        return Stamp.ReadDay(typed) ?? (Stamp.ReadDay(Collection?.BeginsOn) is { } begins && begins > tomorrow ? begins : tomorrow);
    }

    /// <summary>Days and hours on which a team is free.</summary>
    protected async Task<IReadOnlyList<(string Day, string Starts)>> Free(string team, int count, DateOnly from, CancellationToken cancel)
    {
        var cycle = Cycle.Id;
        var taken = await Db.Set<VisitRow>().Where(v => v.CycleId == cycle && v.TeamId == team && VisitState.Standing.Contains(v.State)).Select(v => new { v.Day, v.Starts }).ToListAsync(cancel);
        return Slots.Propose(count, from, Collection, taken.Select(v => (v.Day, v.Starts)).ToHashSet(), VisitHints.Current);
    }

    /// <summary>Only what cannot be is refused: the rest is warned of, once it is planned.</summary>
    protected void Check(string day, string starts, string field, string before)
    {
        if (Stamp.ReadDay(day) is null)
            Errors["hari" + field] = before + L.T("tulis hari sebagai tttt-bb-hh, misalnya 2024-07-15.", "give the day as yyyy-mm-dd, such as 2024-07-15.");
        else if (!Clashes.Within(Collection, day))
            Errors["hari" + field] = before + (Collection is { } stage
                ? L.T($"hari di luar tahap pengambilan data ({L.Date(stage.BeginsOn)} – {L.Date(stage.EndsOn)}).", $"the day is outside the stage of data collection ({L.Date(stage.BeginsOn)} – {L.Date(stage.EndsOn)}).")
                : L.T("siklus ini tidak punya tahap pengambilan data.", "this cycle has no stage of data collection."));
        if (!TimeOnly.TryParseExact(starts, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            Errors["jam" + field] = before + L.T("tulis jam sebagai jj:mm, misalnya 09:00.", "give the time as hh:mm, such as 09:00.");
    }

    protected Task<List<VisitLine>> Lines(IQueryable<AssessmentRow> units, CancellationToken cancel) => VisitLine.Of(Db, Cycle.Id, units, cancel);
}
