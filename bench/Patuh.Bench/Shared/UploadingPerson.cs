using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SkiaSharp;

namespace Patuh.Bench.Shared;

/// <summary>Uploads one file after another by tus, in pieces, goes on where the server says it is, and attaches each as evidence by the page's form.</summary>
internal sealed class UploadingPerson(Assessor person, int number, KilledDay day)
{
    private const string Tus = "/kerja/berkas/unggah";
    private const int PictureEach = 4;

    private readonly Random random = new(1000 + number);

    public async Task Work()
    {
        using var line = new Line(person, random, day);
        for (var n = 0; !day.IsOver; n++)
        {
            var picture = n % PictureEach == PictureEach - 1;
            await Bring(line, $"bukti-{number}-{n}{(picture ? ".jpg" : ".pdf")}", picture ? Picture() : Pdf(), picture);
            await day.Plan.Pause(random);
        }
    }

    private async Task Bring(Line line, string name, byte[] bytes, bool picture)
    {
        var made = await line.Insist(() => Speak(HttpMethod.Post, Tus, null, ("Upload-Length", $"{bytes.Length}"), ("Upload-Metadata", "filename " + Convert.ToBase64String(Encoding.UTF8.GetBytes(name)))));
        if (made is not { Status: 201, Location: { } path })
        {
            day.Troubles.Wrong.Enqueue($"{name} cannot be begun: {made.Status} {made.Body}");
            return;
        }
        if (!await Send(line, name, path, bytes))
            return;
        var state = JsonDocument.Parse((await line.Insist(() => new(HttpMethod.Get, path))).Body).RootElement.GetProperty("state").GetString();
        if (state is not ("done" or "waiting"))
        {
            day.Troubles.Wrong.Enqueue($"{name} came whole and is {state}");
            return;
        }
        var upload = path[(path.LastIndexOf('/') + 1)..];
        if (await Attach(line, name, upload))
            day.Files.Add(new AcknowledgedFile(person, upload, name, picture ? null : Convert.ToHexStringLower(SHA256.HashData(bytes))));
    }

    /// <summary>In pieces; after each that was not acknowledged the server is asked how much it has.</summary>
    private async Task<bool> Send(Line line, string name, string path, byte[] bytes)
    {
        for (long told = 0, known = 0; told < bytes.Length;)
        {
            var piece = bytes.AsMemory((int)told, (int)Math.Min(day.Plan.Piece, bytes.Length - told));
            var reply = await line.Ask(() => Speak(HttpMethod.Patch, path, piece, ("Upload-Offset", $"{told}")));
            if (reply is { Status: 204, Offset: { } reached })
            {
                (told, known) = (reached, reached);
                day.Pieces.Add();
                continue;
            }
            var head = await line.Insist(() => Speak(HttpMethod.Head, path, null));
            if (head is not { Status: 200, Offset: { } offset })
            {
                day.Troubles.Wrong.Enqueue($"{name} is lost on its way: {head.Status}");
                return false;
            }
            if (offset < known)
                day.Troubles.Forgot();
            (told, known) = (offset, offset);
        }
        return true;
    }

    private async Task<bool> Attach(Line line, string name, string upload)
    {
        var form = $"/kerja/penilaian/{person.Assessment}/bukti/pasang";
        var indicator = person.Cells.First(c => c.Subject.Length == 0).Indicator;
        var page = await line.Insist(() => new(HttpMethod.Get, form));
        var reply = await line.Insist(() => new(HttpMethod.Post, form)
        {
            Content = new MultipartFormDataContent
            {
                { new StringContent(OpenCycle.Token(page.Body)), "__RequestVerificationToken" }, { new StringContent(indicator), "indikator" }, { new StringContent(upload), "berkas-unggahan" },
            },
        });
        if (reply.Status != 303)
            day.Troubles.Wrong.Enqueue($"{name} cannot be attached: {reply.Status}");
        return reply.Status == 303;
    }

    private HttpRequestMessage Speak(HttpMethod method, string path, ReadOnlyMemory<byte>? body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers.Append(("Tus-Resumable", "1.0.0")).Append(("Origin", day.Server.Address)))
            request.Headers.Add(name, value);
        if (body is { } bytes)
        {
            request.Content = new ReadOnlyMemoryContent(bytes);
            request.Content.Headers.Add("Content-Type", "application/offset+octet-stream");
        }
        return request;
    }

    private byte[] Pdf()
    {
        var inside = new byte[random.Next(day.Plan.Largest / 8, day.Plan.Largest)];
        random.NextBytes(inside);
        return [.. "%PDF-1.4\n"u8, .. inside, .. "\n%%EOF\n"u8];
    }

    private byte[] Picture()
    {
        using var bitmap = new SKBitmap(320, 240);
        for (var i = 0; i < bitmap.Width * bitmap.Height; i++)
            bitmap.SetPixel(i % bitmap.Width, i / bitmap.Width, new SKColor((uint)random.Next() | 0xff000000));
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        return data.ToArray();
    }
}
