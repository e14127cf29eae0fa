using Patuh.Assessments.Answers;

namespace Patuh.Bench.Shared;

/// <summary>An answer of which the server said that it has it.</summary>
internal sealed record AcknowledgedAnswer(string Assessment, AnswerDraft Draft);

/// <summary>A file of which the server said that it is here and that it is attached.</summary>
/// <param name="By">Who brought it.</param>
/// <param name="Upload">Id of the upload.</param>
/// <param name="Name">No other file of the day has it.</param>
/// <param name="Sha256">Of what was sent; null for a picture, which the server makes anew.</param>
internal sealed record AcknowledgedFile(Assessor By, string Upload, string Name, string? Sha256);
