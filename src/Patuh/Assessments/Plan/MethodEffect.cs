using Patuh.Instruments;

namespace Patuh.Assessments.Plan;

/// <summary>What another method makes of the plan of a class: looked at before it is done, kept in the audit trail after.</summary>
internal sealed record MethodEffect(string Class, InstrumentFile? From, InstrumentFile To)
{
    public int Agencies { get; init; }

    /// <summary>Agencies of a class that had no method: they begin with its defaults.</summary>
    public int AgenciesAdded { get; init; }

    public int Units { get; init; }

    /// <summary>Answers of assessors that all units and agencies of the class have to give.</summary>
    public int AnswersBefore { get; init; }

    public int AnswersAfter { get; init; }

    public int RespondentsAdded { get; init; }

    /// <summary>Places without a name that the method does not ask for.</summary>
    public int RespondentsRemoved { get; init; }

    /// <summary>People with a name whom the method does not ask for: they stay.</summary>
    public int RespondentsLeftOver { get; init; }

    /// <summary>Assessments of agencies as a whole.</summary>
    public int OwnAdded { get; init; }

    public int OwnRemoved { get; init; }
}
