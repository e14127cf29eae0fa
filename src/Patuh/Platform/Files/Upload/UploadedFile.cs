using Patuh.Platform.Files.Store;

namespace Patuh.Platform.Files.Upload;

/// <summary>An upload with what became of it.</summary>
/// <param name="Upload">As it came.</param>
/// <param name="File">What is kept of it; null while it is on its way, and when it was not taken.</param>
internal sealed record UploadedFile(UploadRow Upload, StoredFileRow? File)
{
    public string Id => Upload.Id;

    public string Name => Upload.Name;

    public bool IsOpen => Upload.State == UploadState.Open;

    /// <summary>Code of the refusal, also where the scanner found something later; null when it was taken or is on its way.</summary>
    public string? Refusal => Upload.Refusal ?? (File?.State == FileState.Refused ? File.Refusal : null);

    /// <summary>May be bound to a record.</summary>
    public bool IsReady => Upload.State == UploadState.Done && File is { State: not FileState.Refused };

    /// <summary>The scanner has not looked at it yet.</summary>
    public bool IsWaiting => File?.State == FileState.Waiting;
}
