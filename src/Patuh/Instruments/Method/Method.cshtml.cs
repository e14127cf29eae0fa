using Microsoft.AspNetCore.Mvc;
using Patuh.Platform.Ui;
using Patuh.Scoring;

namespace Patuh.Instruments.Method;

/// <summary>Instrumen: a method as a page. What an indicator asks is shown only where it may be seen before a visit.</summary>
internal sealed class MethodModel(TimeProvider time) : PublicPage
{
    public InstrumentFile Frozen { get; private set; } = null!;

    public Instrument Instrument => Frozen.Instrument;

    public bool MayBeSeen(Indicator indicator) => MayBeSeen(Instrument, indicator);

    /// <summary>An indicator of an older method is judged by that method's years.</summary>
    public bool MayBeSeen(Instrument of, Indicator indicator) => of.MayBeSeen(indicator, time);

    public IReadOnlyList<(Instrument Other, Comparability Verdict)> Neighbours { get; private set; } = [];

    public MethodChanges? Changes { get; private set; }

    public WorkedExample? Example { get; private set; }

    /// <summary>A year that the method was used for, for the calculator.</summary>
    public int? Year { get; private set; }

    public IActionResult OnGet(string id)
    {
        if (!InstrumentLibrary.Ids.Contains(id))
            return Missing("Instrumen itu tidak ada di sini.", "There is no such instrument here.");
        Frozen = InstrumentLibrary.Get(id);
        Title = L.T(Instrument.Title);
        (Changes, Example) = (MethodChanges.Of(Instrument), WorkedExample.Of(Instrument));
        Year = AssessmentYears.All.LastOrDefault(y => y.Instrument == id)?.Year;
        Neighbours = [.. InstrumentLibrary.Ids.Where(other => other != id && other.Split('-')[0] == id.Split('-')[0])
            .Select(InstrumentLibrary.Get).Select(other => (other.Instrument, AssessmentYears.Compare(Frozen, other)))];
        return Page();
    }

    public string BasisWord(Basis basis) => basis switch
    {
        Basis.Official => L.T("resmi", "official"),
        Basis.Mixed => L.T("campuran", "mixed"),
        _ => L.T("ilustratif", "illustrative"),
    };
}
