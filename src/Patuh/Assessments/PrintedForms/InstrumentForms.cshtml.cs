using Microsoft.AspNetCore.Mvc;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Instruments;
using Patuh.Platform.Web;

namespace Patuh.Assessments.PrintedForms;

/// <summary>Blank forms of an instrument that comes with the program, for practice and for comparing methods.</summary>
[Needs(Right.CyclesRead)]
internal sealed class InstrumentFormsModel : PaperPage
{
    public IActionResult OnGet(string instrument, string? bagian)
    {
        if (!InstrumentLibrary.Ids.Contains(instrument) || InstrumentLibrary.Get(instrument) is not { Instrument.BandsOnly: false } file)
            return Foreign();
        Of = Named(file.Instrument, L);
        return Show($"/kerja/formulir/{instrument}", Method.Of(file, InstrumentForms.KindFor(Me)).Instrument.Dimensions, null, bagian, null);
    }
}

internal static class InstrumentForms
{
    /// <summary>Whoever reads what assessors find sees the whole method; an agency what it answers for itself.</summary>
    public static string KindFor(Actor me) => me.HasAnywhere(Right.AnswersRead) ? AnswerKind.Assessed : AnswerKind.Self;
}
