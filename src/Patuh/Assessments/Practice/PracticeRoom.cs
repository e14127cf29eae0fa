using System.Text.Json;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Plan;
using Patuh.Instruments;

namespace Patuh.Assessments.Practice;

/// <summary>A room with its answers, in memory: the same rules take and count them as in a real cycle, and none of its tables are touched.</summary>
internal sealed class PracticeRoom
{
    /// <summary>Who writes in a room: whoever has its address.</summary>
    public const string Person = "latihan";

    /// <summary>So many answers fit in a room; each change is one.</summary>
    public const int MostAnswers = 4000;

    public const int MostUsers = 60;

    private PracticeRoom(PracticeRoomRow row, OpenAssessment open, IReadOnlyList<AnswerEventRow> answers, string now) =>
        (Row, Open, Answers, Board) = (row, open with { Row = open.Row with { Version = answers.Count == 0 ? 0 : answers[^1].Number } }, answers, AnswerBoard.Of(open, AnswerKind.Assessed, answers, now));

    public PracticeRoomRow Row { get; }

    public OpenAssessment Open { get; }

    /// <summary>All that were given, oldest first.</summary>
    public IReadOnlyList<AnswerEventRow> Answers { get; }

    public AnswerBoard Board { get; }

    public bool IsFull => Answers.Count >= MostAnswers;

    public IEnumerable<AnswerEventRow> Standing => Board.Heads.Join(Answers, h => h.EventId, a => a.Id, (_, a) => a);

    /// <summary>Null when the method has changed since the room was made.</summary>
    public static PracticeRoom? Of(PracticeRoomRow row, IEnumerable<PracticeAnswerRow> answers, string now)
    {
        if (!InstrumentLibrary.Ids.Contains(row.InstrumentId) || InstrumentLibrary.Get(row.InstrumentId) is not { } file || file.Hash != row.InstrumentHash)
            return null;
        var subjects = JsonSerializer.Deserialize<List<AssessmentSubjectRow>>(row.Subjects)!;
        return new(row, Invented(row.Id, row.Unit, file, subjects), [.. answers.OrderBy(a => a.Number).Select(a => JsonSerializer.Deserialize<AnswerEventRow>(a.Body)!)], now);
    }

    /// <summary>The same room with more answers.</summary>
    public PracticeRoom With(IReadOnlyCollection<AnswerEventRow> added, string now) => added.Count == 0 ? this : new(Row, Open, [.. Answers, .. added], now);

    /// <summary>A unit of no agency in a cycle that is always open.</summary>
    public static OpenAssessment Invented(string id, string unit, InstrumentFile file, IReadOnlyList<AssessmentSubjectRow> subjects)
    {
        const string Always = "9999-12-31";
        var agency = new PlannedAgencyRow { CycleId = id, AgencyId = id, Class = "", Name = "", Region = "", Status = AssessmentStatus.Assessed };
        var row = new PlanDefaults(id, "", null, TimeProvider.System).Assessment(agency, file.Instrument, 1) with { Id = id, Name = unit };
        var cycle = new AssessmentCycleRow { Id = id, Year = 0, Kind = CycleKind.Practice, Title = "", State = CycleState.Open, CreatedAt = "" };
        return new(row, cycle, agency, file, [new CycleStageRow { CycleId = id, Stage = Stages.Collection, BeginsOn = "", EndsOn = Always }], subjects);
    }
}
