using Microsoft.AspNetCore.Mvc;
using Patuh.Accounts;
using Patuh.Assessments.Plan;
using Patuh.Platform.Ui;
using Patuh.Scoring;

namespace Patuh.Assessments.PrintedForms;

/// <summary>A page of forms for paper: a choice that is not printed, then each form from the top of a sheet.</summary>
internal abstract class PaperPage : WorkPage
{
    /// <summary>Where the page is, without what is asked of it.</summary>
    public string Here { get; protected set; } = "";

    /// <summary>Empty on blank forms: then there is a line to write on.</summary>
    public string Unit { get; protected set; } = "";

    public string Agency { get; protected set; } = "";

    /// <summary>Cycle or instrument, for the head of each form.</summary>
    public string Of { get; protected set; } = "";

    public PaperSet? Chosen { get; private set; }

    public IReadOnlyList<PaperSet> Sets { get; private set; } = [];

    public int Copies { get; private set; }

    public bool Blank { get; private set; }

    public IReadOnlyList<PaperForm> Forms { get; private set; } = [];

    protected IActionResult Show(string here, IReadOnlyList<Dimension> dimensions, IReadOnlyList<AssessmentSubjectRow>? subjects, string? bagian, int? jumlah)
    {
        (Here, Title, Blank) = (here, L.T("Formulir cetak", "Printed forms"), subjects is null);
        Sets = [.. PaperWords.All.Where(s => PaperForms.Has(dimensions, s))];
        Copies = Math.Clamp(jumlah ?? PaperForms.Wanted(dimensions), 1, PaperForms.MostCopies);
        Chosen = PaperWords.Set(bagian);
        if (Chosen is { } set)
            Forms = PaperForms.Of(dimensions, set, subjects, Copies);
        return Page();
    }

    /// <summary>Title of the instrument with its version.</summary>
    public static string Named(Instrument instrument, Reader L) => $"{L.T(instrument.Title)}, {L.T("versi", "version")} {instrument.Version}";
}
