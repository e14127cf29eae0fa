using Patuh.Platform.Ui;
using Patuh.Scoring;

namespace Patuh.Results.Calculate;

/// <summary>What the calculator was given and what follows: a score of its own, or one made of dimensions or of units. Exact until the one rounding.</summary>
internal sealed class Calculation
{
    private const int MostUnits = 60;

    private readonly Dictionary<string, string> errors = [];

    public IReadOnlyDictionary<string, string> Errors => errors;

    /// <summary>The published score in hundredths, once everything needed is there.</summary>
    public int? Score { get; private set; }

    /// <summary>The exact score, 0-100.</summary>
    public Fraction? Exact { get; private set; }

    /// <summary>How it was made.</summary>
    public LocalText? Way { get; private set; }

    /// <summary>Name of the field of a dimension.</summary>
    public static string Field(Dimension dimension) => "d-" + dimension.Code;

    /// <summary>Says what is wrong at a field; then there is no score.</summary>
    public void Wrong(string field, string sentence) => (errors[field], Score) = (sentence, null);

    /// <summary>Reads the one way that is filled in: a score, dimensions, or units.</summary>
    public static Calculation Of(Instrument instrument, IQueryCollection query, Reader reader)
    {
        var made = new Calculation();
        var highest = instrument.BandsOnly ? instrument.Scale.Max : 100;
        var (single, units) = (query["nilai"].ToString(), query["unit"].ToString());
        var dimensions = instrument.Dimensions.Where(d => query[Field(d)].ToString().Length > 0).ToList();
        var ways = (single.Length > 0 ? 1 : 0) + (dimensions.Count > 0 ? 1 : 0) + (units.Length > 0 ? 1 : 0);
        if (ways > 1)
            made.errors["nilai"] = reader.T("Isi satu cara saja: sebuah nilai, nilai dimensi, atau nilai unit. Kosongkan yang lain.", "Fill in one way only: a score, dimension scores or unit scores. Leave the others empty.");
        else if (single.Length > 0)
            made.Finish(instrument, made.Read("nilai", single, highest, reader), new("nilai yang Anda tulis", "the score you wrote"));
        else if (dimensions.Count > 0)
            made.FromDimensions(instrument, query, reader);
        else if (units.Length > 0)
            made.FromUnits(instrument, units, reader);
        else if (query.ContainsKey("nilai"))
            made.errors["nilai"] = reader.T("Isi dulu sebuah nilai, nilai dimensi, atau nilai unit.", "First fill in a score, dimension scores or unit scores.");
        return made;
    }

    private void FromDimensions(Instrument instrument, IQueryCollection query, Reader reader)
    {
        var (sum, weights) = (Fraction.Zero, Fraction.Zero);
        foreach (var dimension in instrument.Dimensions)
        {
            var text = query[Field(dimension)].ToString();
            if (text.Length == 0)
                errors[Field(dimension)] = reader.T($"Isi nilai {dimension.Name.Id}, atau kosongkan semua dimensi.", $"Fill in the score of {dimension.Name.En}, or leave all dimensions empty.");
            else if (Read(Field(dimension), text, 100, reader) is { } value)
                (sum, weights) = (sum + (value * Fraction.From(dimension.Weight)), weights + Fraction.From(dimension.Weight));
        }
        if (errors.Count == 0)
            Finish(instrument, sum / weights, new("rata-rata dimensi menurut bobotnya", "mean of the dimensions by their weights"));
    }

    private void FromUnits(Instrument instrument, string text, Reader reader)
    {
        var parts = text.Split([' ', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > MostUnits)
        {
            errors["unit"] = reader.T($"Paling banyak {MostUnits} nilai unit.", $"At most {MostUnits} unit scores.");
            return;
        }
        var values = parts.Select(p => Read("unit", p.TrimEnd(','), 100, reader)).ToList();
        if (errors.Count == 0 && values.Count > 0)
            Finish(instrument, values.Aggregate(Fraction.Zero, (a, v) => a + v!.Value) / Fraction.From(values.Count),
                new($"rata-rata {values.Count} unit", $"mean of {values.Count} units"));
    }

    private void Finish(Instrument instrument, Fraction? exact, LocalText way)
    {
        if (exact is not { } score)
            return;
        (Exact, Score, Way) = (score, instrument.Publish(score), way);
    }

    private Fraction? Read(string field, string text, decimal highest, Reader reader)
    {
        var shown = text.Length > 20 ? text[..20] + "…" : text;
        if (!DecimalText.TryReadExact(text.Trim().Replace(',', '.'), out var value))
            errors[field] = reader.T($"“{shown}” bukan angka. Tulis seperti 87,05 tanpa pemisah ribuan.", $"“{shown}” is not a number. Write it like 87.05.");
        else if (value < Fraction.Zero || value > Fraction.From(highest))
            errors[field] = reader.T($"Nilai harus antara 0 dan {highest}, bukan {shown}.", $"A score lies between 0 and {highest}, not {shown}.");
        else
            return value;
        return null;
    }
}
