namespace Patuh.Platform.Files.Pictures;

/// <summary>A picture taken apart: its size, and its bytes without what tells of place, time and device. Nothing is decoded for it.</summary>
/// <param name="Width">As stored, before it is turned upright.</param>
/// <param name="Height">The same.</param>
/// <param name="Costly">Cannot be decoded in part: its decoder needs memory for the whole.</param>
/// <param name="Stripped">Without metadata, else the same to the bit.</param>
internal sealed record PictureParts(int Width, int Height, bool Costly, byte[] Stripped);
