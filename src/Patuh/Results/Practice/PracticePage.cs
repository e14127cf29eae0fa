using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Patuh.Assessments.Cycles;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;
using Patuh.Platform.Ui.Tags;
using Patuh.Scoring;

namespace Patuh.Results.Practice;

/// <summary>A page about one simulated cycle. Real cycles cannot be reached here: they are shown when they are fixed by decree.</summary>
internal abstract class PracticePage(PatuhDb db) : PublicPage
{
    public CycleRow Cycle { get; private set; } = null!;

    public Instrument Instrument { get; private set; } = null!;

    protected PatuhDb Db => db;

    /// <summary>What stands above each table, so that a cut of the page is known for what it is.</summary>
    public string Mark => L.T($"Simulasi {Cycle.Year}: instansi dan angka karangan", $"Simulation {Cycle.Year}: invented agencies and figures");

    protected async Task<bool> Find(int cycle, CancellationToken cancel)
    {
        if (await db.Set<CycleRow>().FirstOrDefaultAsync(c => c.Id == cycle && c.Simulated, cancel) is not { } found)
            return false;
        (Cycle, Instrument) = (found, (await CycleSheet.InstrumentOf(db, found, cancel)).Instrument);
        return true;
    }

    /// <summary>The kawung of an agency: its dimensions.</summary>
    public IReadOnlyList<Petal> Petals(CycleAgencyRow agency) => Petals(agency.Dimensions, Instrument.Dimensions);

    /// <summary>Scores as the database keeps them (hundredths with commas), with the names of their dimensions.</summary>
    protected static IReadOnlyList<Petal> Petals(string kept, IReadOnlyList<Dimension> dimensions)
    {
        var scores = kept.Split(',');
        return scores.Length != dimensions.Count ? []
            : [.. dimensions.Select((d, i) => new Petal(d.Name, int.TryParse(scores[i], CultureInfo.InvariantCulture, out var score) ? score : null))];
    }

    /// <summary>An agency of the cycle by its id in an address, where a slash stays escaped.</summary>
    public static Task<CycleAgencyRow?> FindAgency(PatuhDb db, int cycle, string code, CancellationToken cancel)
    {
        var written = code.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return db.Set<CycleAgencyRow>().FirstOrDefaultAsync(a => a.CycleId == cycle && (a.Code == code || a.Code == written), cancel);
    }

    protected Microsoft.AspNetCore.Mvc.IActionResult NoCycle() => Missing("Siklus simulasi itu tidak ada.", "There is no such simulated cycle.");
}
