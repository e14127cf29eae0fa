using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Cycles;
using Patuh.Platform.Data;
using Patuh.Platform.Ui.Tags;
using Patuh.Scoring;

namespace Patuh.Results.Practice;

/// <summary>An agency of a simulated cycle with its score tree, computed from its answers when the page is asked for.</summary>
internal sealed class PracticeAgencyModel(PatuhDb db) : PracticePage(db)
{
    public CycleAgencyRow Agency { get; private set; } = null!;

    public ScoreNode Tree { get; private set; } = null!;

    public IReadOnlyList<Loss> ByIndicator { get; private set; } = [];

    public IReadOnlyList<Loss> ByUnit { get; private set; } = [];

    /// <summary>Where most can be won, in a sentence: "Tiga kehilangan terbesar: …".</summary>
    public string Largest => ByIndicator.Count == 0 ? "" : ByIndicator.Take(3).ToList() is var top && top.Count == 3
        ? L.T("Tiga kehilangan terbesar: ", "The three largest losses: ") + Listed(top)
        : L.T("Kehilangan terbesar: ", "The largest losses: ") + Listed(top);

    /// <summary>Its units, in order of their ids.</summary>
    public IReadOnlyList<CycleUnitRow> Units { get; private set; } = [];

    public IReadOnlyList<Noted> Noted { get; private set; } = [];

    public IReadOnlyList<Dimension> UnitDimensions => [.. Instrument.Dimensions.Where(d => d.Level == Level.Unit)];

    /// <summary>The kawung of a unit.</summary>
    public IReadOnlyList<Petal> Petals(CycleUnitRow unit) => Petals(unit.Dimensions, UnitDimensions);

    // of 1/10000 of a point to two decimals; the sums hold in the tables below, where all four stand
    private string Listed(List<Loss> losses) =>
        string.Join("; ", losses.Select(l => $"{L.T(l.Indicator)} {L.Score((int)((l.Lost + 50) / 100))}")) + L.T(" poin.", " points.");

    public async Task<IActionResult> OnGet(int cycle, string code, CancellationToken cancel)
    {
        if (!await Find(cycle, cancel))
            return NoCycle();
        if (await FindAgency(Db, cycle, code, cancel) is not { } agency)
            return Missing("Instansi itu tidak ada dalam siklus ini.", "That agency is not in this cycle.");
        Agency = agency;
        Tree = ScoreTree.Explain(await CycleSheet.OfAgency(Db, Cycle, agency, cancel), 0);
        Units = await Db.Set<CycleUnitRow>().Where(u => u.CycleId == cycle && u.AgencyNumber == agency.Number).OrderBy(u => u.Number).ToListAsync(cancel);
        Noted = Practice.Noted.Of(Tree);
        (ByIndicator, ByUnit) = (Losses.ByIndicator(Tree), Losses.ByUnit(Tree));
        Title = agency.Hundredths is { } score
            ? L.T($"Simulasi, {agency.Name}: {L.Score(score)}, peringkat {agency.RankNational} dari {agency.OfNational}", $"Simulation, {agency.Name}: {L.Score(score)}, rank {agency.RankNational} of {agency.OfNational}")
            : L.T($"Simulasi, {agency.Name}: belum bernilai", $"Simulation, {agency.Name}: no score");
        return Page();
    }
}
