namespace Patuh.Scoring;

/// <summary>Kelengkapan: how many answers of an indicator a sheet has, beside how many the method asks for and wants.</summary>
/// <param name="Indicator">The indicator's place in the instrument.</param>
/// <param name="Required">Answers asked for, 0 or more: for subject <see cref="Subject.Product"/> one for each product of the unit.</param>
/// <param name="Target">Answers wanted, at least <paramref name="Required"/>.</param>
/// <param name="Given">Answers there are, <c>na</c> included.</param>
public readonly record struct Completeness(int Indicator, int Required, int Target, int Given)
{
    /// <summary>Answers that are still missing, 0 or more.</summary>
    public int Missing => Math.Max(0, Required - Given);

    /// <summary>Answers that count towards <see cref="Required"/>; more are scored, but make nothing more complete.</summary>
    public int Counted => Math.Min(Required, Given);

    /// <summary>The indicators of a unit, in the instrument's order (contract: Missing).</summary>
    /// <param name="sheet">A year's answers.</param>
    /// <param name="unit">Index of the unit.</param>
    public static IReadOnlyList<Completeness> OfUnit(Scoresheet sheet, int unit) => Of(sheet, Level.Unit, unit, sheet.Units[unit].Products.Length);

    /// <summary>The indicators that an agency answers for as a whole, in the instrument's order.</summary>
    /// <param name="sheet">A year's answers.</param>
    /// <param name="agency">Index of the agency.</param>
    public static IReadOnlyList<Completeness> OfAgency(Scoresheet sheet, int agency) => Of(sheet, Level.Agency, sheet.SheetOfAgency(agency), 0);

    private static List<Completeness> Of(Scoresheet sheet, Level level, int own, int products)
    {
        var given = new int[sheet.Instrument.Indicators.Count()];
        for (var k = sheet.SheetStart[own]; k < sheet.SheetStart[own + 1]; k++)
            given[sheet.AnswerIndicator[k]]++;
        var (counts, place) = (new List<Completeness>(given.Length), 0);
        foreach (var dimension in sheet.Instrument.Dimensions)
            foreach (var indicator in dimension.Variables.SelectMany(v => v.Indicators))
            {
                var required = indicator.Subject == Subject.Product ? products : indicator.Required;
                if (dimension.Level == level)
                    counts.Add(new(place, required, Math.Max(required, indicator.Target ?? 0), given[place]));
                place++;
            }
        return counts;
    }
}
