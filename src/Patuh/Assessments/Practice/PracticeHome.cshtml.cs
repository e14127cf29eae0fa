using Microsoft.AspNetCore.Mvc;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Desk;
using Patuh.Assessments.Plan;
using Patuh.Scoring;

namespace Patuh.Assessments.Practice;

/// <summary>A room: what is missing, first, its parts, and the score down to each answer.</summary>
internal sealed class PracticeHomeModel(PracticeRooms rooms) : PracticeRoomPage(rooms)
{
    public IReadOnlyList<Lacking> Lacking { get; private set; } = [];

    public ScoreNode? Tree { get; private set; }

    public AssessmentScoreRow Score => Room.Board.Standing.Score;

    public IEnumerable<(Dimension Dimension, AssessmentPartRow Standing)> PartRows => Method.Dimensions(AssessmentLevel.Unit).Select(d => (d, Parts.Single(p => p.Part == d.Code)));

    public async Task<IActionResult> OnGet(string room, CancellationToken cancel)
    {
        if (!await Load(room, cancel))
            return NoRoom();
        Title = $"{L.T("Latihan", "Practice")}: {Open.Row.Name}";
        var answers = new AnswerSheet(Method.Instrument, false, Open.Subjects, Room.Board.Heads);
        Lacking = Desk.Lacking.Of(Method, AssessmentLevel.Unit, answers.Sheet);
        Tree = ScoreTree.Explain(answers.Sheet, 0).Children.FirstOrDefault(c => c.Kind == NodeKind.Unit);
        return Page();
    }

    public async Task<IActionResult> OnPostHapus(string room, CancellationToken cancel)
    {
        await Rooms.Remove(room, cancel);
        return SeeOther(PracticeStartModel.Path);
    }
}
