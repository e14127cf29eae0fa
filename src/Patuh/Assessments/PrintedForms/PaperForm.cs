using Patuh.Assessments.Plan;
using Patuh.Scoring;

namespace Patuh.Assessments.PrintedForms;

/// <summary>Which forms are wanted: one for each way of asking.</summary>
internal enum PaperSet
{
    /// <summary>Officers, and those who handle complaints.</summary>
    Interview,

    /// <summary>What is seen and read: the unit, its products, the agency.</summary>
    Observation,

    /// <summary>Users and members of the public, without names.</summary>
    Citizen,
}

/// <summary>One question of a form; the code says form and place, so that what was written is keyed in in the paper's order.</summary>
internal sealed record PaperRow(string Code, Dimension Dimension, Indicator Indicator);

/// <summary>Formulir: what is asked of one respondent, or about one thing, on a sheet of its own.</summary>
/// <param name="Code">P: pelaksana, K: kelola pengaduan, U: unit, B: barang, jasa, produk, I: instansi, W: warga dan pengguna; then a number, or a place to write one.</param>
/// <param name="Asked">Whom or what it is about.</param>
/// <param name="Subject">Null on a blank form.</param>
/// <param name="Rows">Its questions.</param>
internal sealed record PaperForm(string Code, Subject Asked, AssessmentSubjectRow? Subject, IReadOnlyList<PaperRow> Rows)
{
    public bool HasRubric => Rows.Any(r => r.Indicator.Rubric.Count > 0);

    /// <summary>Asked without a name.</summary>
    public bool Anonymous => Asked is Scoring.Subject.User or Scoring.Subject.Public;
}
