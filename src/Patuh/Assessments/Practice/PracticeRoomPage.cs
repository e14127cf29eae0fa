using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Desk;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;

namespace Patuh.Assessments.Practice;

/// <summary>A page about one room, for whoever has its address.</summary>
[EnableRateLimiting(RateLimits.Work)]
internal abstract class PracticeRoomPage(PracticeRooms rooms) : PublicPage
{
    public PracticeRoom Room { get; private set; } = null!;

    public OpenAssessment Open => Room.Open;

    public Method Method => Method.Of(Open.File, AnswerKind.Assessed);

    public string Secret { get; private set; } = "";

    public string Here => PracticeStartModel.Path + "/" + Secret;

    public IReadOnlyCollection<AssessmentPartRow> Parts => Room.Board.Standing.Parts;

    public override string? Strip => PracticeStartModel.Says(L);

    protected override string? Said(string code) => code switch
    {
        "contoh" => L.T("Kolom yang kosong di bagian ini sudah diisi dengan jawaban contoh.", "The empty cells of this part are filled with sample answers."),
        "penuh" => L.T($"Di ruang latihan paling banyak ada {PracticeRoom.MostUsers} pengguna layanan.", $"A practice room has at most {PracticeRoom.MostUsers} service users."),
        _ => DeskWords.Done(code, L),
    };

    protected PracticeRooms Rooms => rooms;

    public string PartAddress(string part) => $"{Here}/{part}";

    public string SubjectName(string id) => Open.Subjects.FirstOrDefault(s => s.Id == id) is { } subject ? DeskWords.Subject(subject, L) : id;

    protected async Task<bool> Load(string secret, CancellationToken cancel)
    {
        if (await rooms.Find(secret, cancel) is not { } room)
            return false;
        (Room, Secret) = (room, secret);
        return true;
    }

    /// <summary>Goes on with a room as it is after something was done to it.</summary>
    protected void Load(PracticeRoom room) => Room = room;

    protected IActionResult NoRoom() => Missing(
        $"Ruang latihan itu tidak ada. Ruang yang {PracticeRooms.Kept.Days} hari tidak dibuka dihapus; mulai yang baru.", $"There is no such practice room. One that is not opened for {PracticeRooms.Kept.Days} days is removed; begin a new one.");

    protected IActionResult SeeOther(string path)
    {
        Response.Headers.Location = L.Url(path);
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
