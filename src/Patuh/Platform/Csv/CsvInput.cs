using Patuh.Platform.Files;
using Patuh.Platform.Problems;

namespace Patuh.Platform.Csv;

/// <summary>A CSV file or standard input that can be read twice: once to check everything, once to write; bad input leaves no output.</summary>
internal sealed class CsvInput : IDisposable
{
    private const int InMemory = 1 << 20;

    private readonly Stream stream;

    private CsvInput(Stream stream, string name) => (this.stream, Name) = (stream, name);

    public string Name { get; }

    /// <exception cref="UsageException">There is no such file.</exception>
    public static CsvInput Open(string? file)
    {
        if (file is null or "-")
            return new CsvInput(Keep(Console.OpenStandardInput()), "-");
        if (Directory.Exists(file))
            throw new UsageException($"{Visible.Quoted(file)} is a folder; a CSV file is needed");
        if (!File.Exists(file))
            throw new UsageException($"there is no file {Visible.Quoted(file)}");
        var input = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
        return new CsvInput(input.CanSeek ? input : Keep(input), Path.GetFileName(file));
    }

    /// <summary>The file from its beginning.</summary>
    public CsvSource Source()
    {
        stream.Position = 0;
        return new CsvSource(new Borrowed(stream), Name);
    }

    public void Dispose() => stream.Dispose();

    private static Stream Keep(Stream input)
    {
        var start = new byte[InMemory];
        var length = input.ReadAtLeast(start, InMemory, throwOnEndOfStream: false);
        if (length < InMemory)
            return new MemoryStream(start, 0, length);
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        file.Write(start);
        input.CopyTo(file);
        return file;
    }

    /// <summary>Lets a source be disposed without closing what it reads.</summary>
    private sealed class Borrowed(Stream inner) : ReadOnlyStream
    {
        public override int Read(Span<byte> buffer) => inner.Read(buffer);
    }
}
