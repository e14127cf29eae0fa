namespace Patuh.Platform.Files.Kinds;

/// <summary>Why a file is not taken, as a code; <see cref="Intake.FileRefusal"/> has the sentences.</summary>
internal sealed class FileProblem(string code) : Exception(code)
{
    public const string Empty = "file.empty";
    public const string TooLarge = "file.too-large";
    public const string Unknown = "file.unknown-kind";
    public const string Damaged = "file.damaged";
    public const string Executable = "file.executable";
    public const string Markup = "file.markup";
    public const string Gif = "file.gif";
    public const string Heic = "file.heic";
    public const string OldOffice = "file.old-office";
    public const string Macros = "file.macros";
    public const string ZipBomb = "file.zip-bomb";
    public const string Encoding = "file.not-utf8";
    public const string PictureTooLarge = "file.picture-too-large";
    public const string PictureDamaged = "file.picture-damaged";
    public const string Animated = "file.animated";
    public const string TooMany = "file.too-many";
    public const string Infected = "file.infected";

    public string Code { get; } = code;
}
