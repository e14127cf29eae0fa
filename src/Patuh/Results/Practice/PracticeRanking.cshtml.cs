using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Agencies;
using Patuh.Assessments.Cycles;
using Patuh.Platform.Data;

namespace Patuh.Results.Practice;

/// <summary>Ranking of a simulated cycle, one class at a time.</summary>
internal sealed class PracticeRankingModel(PatuhDb db) : PracticePage(db)
{
    public AgencyClass Class { get; private set; } = null!;

    public IReadOnlyList<AgencyClass> Classes { get; private set; } = [];

    public IReadOnlyList<CycleAgencyRow> Agencies { get; private set; } = [];

    public async Task<IActionResult> OnGet(int cycle, string? agencyClass, CancellationToken cancel)
    {
        if (!await Find(cycle, cancel))
            return NoCycle();
        var present = await Db.Set<CycleAgencyRow>().Where(a => a.CycleId == cycle).Select(a => a.Class).Distinct().ToListAsync(cancel);
        Classes = [.. AgencyClasses.All.Where(c => present.Contains(c.Code))];
        var chosen = agencyClass is null ? Classes.LastOrDefault() : Classes.FirstOrDefault(c => c.Code == agencyClass);
        if (chosen is null)
            return Missing("Golongan itu tidak ada dalam siklus ini.", "That class is not in this cycle.");
        Class = chosen;
        Agencies = await Db.Set<CycleAgencyRow>().Where(a => a.CycleId == cycle && a.Class == Class.Code)
            .OrderBy(a => a.RankNational == null).ThenBy(a => a.RankNational).ThenBy(a => a.Number).ToListAsync(cancel);
        Title = L.T($"Simulasi {Cycle.Year}: {Class.Plural.Id}", $"Simulation {Cycle.Year}: {Class.Plural.En}");
        return Page();
    }
}
