using Microsoft.AspNetCore.Mvc;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Desk;
using Patuh.Assessments.Plan;
using Patuh.Scoring;

namespace Patuh.Assessments.Practice;

/// <summary>The desk in a room: one dimension, all its cells on a page.</summary>
internal sealed class PracticePartModel(PracticeRooms rooms, TimeProvider time) : PracticeRoomPage(rooms), IDesk
{
    public string Kind => AnswerKind.Assessed;

    public Dimension Dimension { get; private set; } = null!;

    public IReadOnlyList<(Variable Variable, IReadOnlyList<DeskGrid> Grids)> Variables { get; private set; } = [];

    public AssessmentPartRow Now => Parts.Single(p => p.Part == Dimension.Code);

    public bool Writes => !Room.IsFull;

    public string PersonId => PracticeRoom.Person;

    public Dictionary<string, string> Errors { get; } = [];

    public Dictionary<string, (string Value, string Reason)> Typed { get; } = [];

    public string Seed { get; private set; } = "";

    public string Address => PartAddress(Dimension.Code);

    public string Api => L.Url(PracticeApi.Address(Secret));

    public bool PenIsMine => false;

    public int UserPage => 1;

    public int UserPages => 1;

    public string? Respondents => null;

    public bool AsksUsers => Dimension.Variables.SelectMany(v => v.Indicators).Any(i => i.Subject == Subject.User);

    public string Users(int page) => Address;

    public string? Details(DeskCell cell) => null;

    public async Task<IActionResult> OnGet(string room, string part, CancellationToken cancel)
    {
        if (!await Load(room, cancel) || !Fill(part))
            return NoRoom();
        Seed = Guid.CreateVersion7(time.GetUtcNow()).ToString();
        return Page();
    }

    public async Task<IActionResult> OnPost(string room, string part, CancellationToken cancel)
    {
        if (!await Load(room, cancel) || !Fill(part))
            return NoRoom();
        var form = new DeskForm(Request.Form, Variables.SelectMany(v => v.Grids).SelectMany(g => g.Cells.Values), time.GetUtcNow());
        Seed = form.Seed;
        var drafts = form.Drafts(Kind);
        if (await Rooms.Take(room, _ => [.. drafts.Select(d => d.Draft)], cancel) is not { } taken)
            return NoRoom();
        foreach (var (outcome, (draft, cell)) in taken.Outcomes.Zip(drafts).Where(o => o.First.Fate is AnswerFate.Refused or AnswerFate.Held))
        {
            Errors[cell.Key] = $"{L.T(cell.Indicator.Name)}{(cell.Subject is null ? "" : ", " + DeskWords.Subject(cell.Subject, L))}: {AnswerSentences.Of(outcome.Code, L)}";
            Typed[cell.Key] = (draft.Value, draft.Reason);
        }
        if (Errors.Count == 0)
            return SeeOther($"{Address}?selesai={(drafts.Count == 0 ? "tetap" : "disimpan")}");
        Load(taken.Room);
        Fill(part);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    public Task<IActionResult> OnPostUrungkan(string room, string part, CancellationToken cancel) => Do(room, part, Rooms.Undo, "diurungkan", "tidak-ada-urung", cancel);

    public Task<IActionResult> OnPostContoh(string room, string part, CancellationToken cancel) => Do(room, part, Rooms.Fill, "contoh", "tetap", cancel);

    public async Task<IActionResult> OnPostPengguna(string room, string part, CancellationToken cancel)
    {
        if (!await Load(room, cancel) || !Fill(part))
            return NoRoom();
        return SeeOther($"{Address}?selesai={(await Rooms.AddUser(room, cancel) ? "pengguna-ditambah" : "penuh")}");
    }

    private async Task<IActionResult> Do(string room, string part, Func<string, IReadOnlyCollection<string>, CancellationToken, Task<(PracticeRoom Room, IReadOnlyList<AnswerOutcome> Outcomes)?>> act, string done, string nothing, CancellationToken cancel)
    {
        if (!await Load(room, cancel) || !Fill(part) || await act(room, [.. Dimension.Variables.SelectMany(v => v.Indicators).Select(i => i.Code)], cancel) is not { } taken)
            return NoRoom();
        return SeeOther($"{Address}?selesai={(taken.Outcomes.Any(o => o.Fate == AnswerFate.Counted) ? done : nothing)}");
    }

    private bool Fill(string part)
    {
        if (Method.Dimensions(AssessmentLevel.Unit).FirstOrDefault(d => d.Code == part) is not { } dimension)
            return false;
        Dimension = dimension;
        Title = $"{L.T(dimension.Name)}: {Open.Row.Name}";
        Variables = DeskGrid.Of(dimension, Open.Subjects, Room.Standing, []);
        return true;
    }
}
