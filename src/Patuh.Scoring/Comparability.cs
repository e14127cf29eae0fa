namespace Patuh.Scoring;

/// <summary>Whether the scores of two years may be compared.</summary>
public enum Verdict
{
    /// <summary>One method: a difference is a change of the agency.</summary>
    SameMethod,
    /// <summary>Same dimensions, weights and cuts, other indicators: a difference is shown with its reason.</summary>
    Bridged,
    /// <summary>A difference says nothing and is not shown as a number.</summary>
    NotComparable,
}

/// <summary>A verdict with its reasons, as full sentences.</summary>
public sealed record Comparability(Verdict Verdict, IReadOnlyList<LocalText> Reasons)
{
    /// <summary><c>same method | bridged | not comparable</c>.</summary>
    public string Word => Verdict switch
    {
        Verdict.SameMethod => "same method",
        Verdict.Bridged => "bridged",
        _ => "not comparable",
    };

    /// <summary>Compares two methods by what they are made of.</summary>
    public static Comparability Of(Instrument a, Instrument b)
    {
        if (a.Id == b.Id && a.Version == b.Version)
            return new(Verdict.SameMethod, [new("Kedua tahun dinilai dengan instrumen yang sama.", "Both years were assessed with the same instrument.")]);
        var breaks = Breaks(a, b).ToList();
        if (breaks.Count > 0)
            return new(Verdict.NotComparable, breaks);
        var changes = Changes(a, b).ToList();
        return changes.Count > 0
            ? new(Verdict.Bridged, changes)
            : new(Verdict.SameMethod, [new("Isi kedua instrumen sama.", "The two instruments have the same content.")]);
    }

    private static IEnumerable<LocalText> Breaks(Instrument a, Instrument b)
    {
        if (a.BandsOnly != b.BandsOnly)
            yield return new("Bobot salah satu metode tidak diketahui.", "The weights of one of the methods are unknown.");
        else if (a.BandsOnly)
            yield return new(
                "Bobot dan variabel kedua metode tidak diketahui; batas nilai yang sama tidak membuktikan cara menilai yang sama.",
                "The weights and variables of both methods are unknown; equal cut-offs do not show that scores were made in the same way.");
        if (a.Scale with { NoteAtOrBelow = null } != b.Scale with { NoteAtOrBelow = null })
            yield return new("Skala penilaian berubah.", "The scale changed.");
        if (!a.Bands.Select(x => x.From).SequenceEqual(b.Bands.Select(x => x.From)))
            yield return new("Batas nilai tiap kategori berubah.", "The cut-offs of the bands changed.");
        else if (!a.Bands.SequenceEqual(b.Bands))
            yield return new("Sebutan hasil berubah.", "The names of the results changed.");
        if (a.Rollup != b.Rollup)
            yield return new("Cara menggabungkan unit menjadi nilai instansi berubah.", "The way from units to the agency's score changed.");
        if (!SameParts(a, b))
            yield return new("Dimensi atau bobotnya berubah.", "The dimensions or their weights changed.");
    }

    private static IEnumerable<LocalText> Changes(Instrument a, Instrument b)
    {
        for (var d = 0; d < a.Dimensions.Count; d++)
        {
            var (old, now) = (a.Dimensions[d], b.Dimensions[d]);
            var (before, after) = (Indicators(old), Indicators(now));
            var (added, gone) = (after.Except(before).Count(), before.Except(after).Count());
            if (added + gone > 0)
                yield return Moved(now.Name, added, gone);
            else if (!Shape(old).SequenceEqual(Shape(now)))
                yield return new($"Dimensi {now.Name.Id}: bobot atau aturan indikator berubah.", $"Dimension {now.Name.En}: weights or rules of indicators changed.");
        }
        if (a.Missing != b.Missing || a.Decimals != b.Decimals)
            yield return new("Aturan jawaban kosong atau pembulatan berubah.", "The rule for missing answers or for rounding changed.");
    }

    /// <summary>Only what is not zero, as a sentence.</summary>
    private static LocalText Moved(LocalText dimension, int added, int gone)
    {
        var (addedEn, goneEn) = (added == 1 ? "one indicator was added" : $"{added} indicators were added", gone == 1 ? "one was removed" : $"{gone} were removed");
        return gone == 0 ? new($"Dimensi {dimension.Id} mendapat {added} indikator baru.", $"In the dimension {dimension.En} {addedEn}.")
            : added == 0 ? new($"Dimensi {dimension.Id} kehilangan {gone} indikator.", $"In the dimension {dimension.En} {(gone == 1 ? "one indicator was removed" : $"{gone} indicators were removed")}.")
            : new($"Dimensi {dimension.Id} mendapat {added} indikator baru dan kehilangan {gone}.", $"In the dimension {dimension.En} {addedEn} and {goneEn}.");
    }

    private static bool SameParts(Instrument a, Instrument b) =>
        a.Dimensions.Select(d => (d.Code, d.Level, Share(a, d))).SequenceEqual(b.Dimensions.Select(d => (d.Code, d.Level, Share(b, d))));

    private static Fraction Share(Instrument instrument, Dimension dimension) =>
        Fraction.From(dimension.Weight) / Fraction.From(instrument.Dimensions.Sum(d => d.Weight));

    private static HashSet<string> Indicators(Dimension dimension) =>
        [.. dimension.Variables.SelectMany(v => v.Indicators.Select(i => $"{v.Code}/{i.Code}"))];

    private static IEnumerable<object?> Shape(Dimension dimension) =>
        dimension.Variables.SelectMany(v => v.Indicators.Select(i =>
            (object?)(v.Code, v.Weight, i.Code, i.Weight, i.Subject, i.Required, i.Missing, i.Scale, i.ReplacementFactor)));
}
