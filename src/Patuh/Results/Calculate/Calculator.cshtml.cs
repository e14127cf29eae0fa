using Microsoft.AspNetCore.Mvc;
using Patuh.Instruments;
using Patuh.Platform.Ui;
using Patuh.Scoring;

namespace Patuh.Results.Calculate;

/// <summary>Kalkulator: from a score, from dimensions or from units to category, zone and the distance to the next.</summary>
internal sealed class CalculatorModel : PublicPage
{
    public int Year { get; private set; }

    public IReadOnlyList<int> Years { get; } = [.. AssessmentYears.All.Where(y => y.Instrument is not null).Select(y => y.Year).Reverse()];

    public Instrument Instrument { get; private set; } = null!;

    public Calculation Made { get; private set; } = null!;

    /// <summary>Levels of a dimension are all the unit's: then a score follows from dimension scores.</summary>
    public bool FromDimensions => !Instrument.BandsOnly;

    public string Value(string field) => Request.Query[field].ToString() is { Length: <= 2000 } text ? text : "";

    public string NoDimensions() => L.T($"Metode {Year} tidak punya dimensi; isi sebuah nilai.", $"The method of {Year} has no dimensions; fill in a score.");

    /// <summary>The same page by the method of another year; a score that was calculated goes along.</summary>
    public string Other(int year) =>
        L.Url($"/hitung?tahun={year}{(Made.Score is not null && Value("nilai") is { Length: > 0 } typed ? "&nilai=" + Uri.EscapeDataString(typed) : "")}");

    public IActionResult OnGet()
    {
        string? asked = Request.Query["tahun"];
        Year = string.IsNullOrEmpty(asked) ? 2024 : Years.FirstOrDefault(y => asked == $"{y}");
        if (Year == 0)
            return Refuse($"Tidak ada metode untuk tahun itu; pilih salah satu dari {string.Join(", ", Years)}.", $"No method is known for that year; choose one of {string.Join(", ", Years)}.");
        Instrument = InstrumentLibrary.Of(Year);
        Made = Calculation.Of(Instrument, Request.Query, L);
        // boxes of another year's page: this method knows none of them
        if (Instrument.BandsOnly && Request.Query.Any(q => (q.Key == "unit" || q.Key.StartsWith("d-", StringComparison.Ordinal)) && q.Value.ToString().Length > 0))
            Made.Wrong("nilai", NoDimensions());
        if (Made.Errors.Count > 0)
            Response.StatusCode = StatusCodes.Status400BadRequest;
        Title = Made.Score is { } score
            ? L.T($"{L.Score(score)} menurut metode {Year}: {NextBand.NameOf(Instrument.BandOf(score)).Id}", $"{L.Score(score)} by the method of {Year}: {NextBand.NameOf(Instrument.BandOf(score)).En}")
            : L.T("Kalkulator nilai dan kategori", "Calculator of scores and categories");
        return Page();
    }
}
