using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Patuh.Assessments.Plan;
using Patuh.Instruments;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;

namespace Patuh.Assessments.Practice;

/// <summary>Latihan mengisi: anybody makes a room of their own and tries the desk in it.</summary>
[EnableRateLimiting(RateLimits.Practice)]
internal sealed class PracticeStartModel(PracticeRooms rooms) : PublicPage
{
    public const string Path = WorkArea.Root + "/latihan";

    /// <summary>Units to choose from: one of each name.</summary>
    public IReadOnlyList<Locus> Units { get; } = [.. ((string[])["regency", "police_resort", "land_office"]).SelectMany(Loci.Current.Of).DistinctBy(l => l.Name)];

    public InstrumentFile? Instrument => rooms.Method;

    public Dictionary<string, string> Errors { get; } = [];

    public override string? Strip => Says(L);

    public static string Says(Reader L) => L.T("Latihan: isinya rekaan dan tidak pernah dihitung", "Practice: its content is invented and never counts");

    public void OnGet() => Title = L.T("Latihan mengisi", "Practise answering");

    public async Task<IActionResult> OnPost(string? unit, CancellationToken cancel)
    {
        Title = L.T("Latihan mengisi", "Practise answering");
        if (Instrument is null || Units.FirstOrDefault(u => u.Name == unit) is not { } locus)
        {
            Errors["unit"] = L.T("Pilih salah satu unit dari daftar.", "Choose one of the units in the list.");
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        Response.Headers.Location = L.Url($"{Path}/{await rooms.Make(Instrument, locus, cancel)}");
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
