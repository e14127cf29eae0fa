using System.Text.Json.Nodes;
using Patuh.Tests.Support;
using Patuh.TestSupport;

namespace Patuh.Tests.Web;

/// <summary>What tools that are not ours say: of the HTML, of the OpenAPI document, and a client made from it.</summary>
public sealed class OthersToolsTests(SqliteSite site) : IClassFixture<SqliteSite>
{
    private static readonly string[] Paths =
    [
        "/", "/?tahun=2022", "/?tahun=1999", "/cari", "/cari?q=lubuk", "/cari?q=zzzz", "/peringkat", "/peringkat/2023/kabupaten-kota?provinsi=16", "/peringkat/2022/kabupaten?urut=perubahan",
        "/peringkat/2015/kota", "/peringkat/2020/kota", "/instansi/kabupaten-lebong", "/instansi/kabupaten-musi-banyuasin", "/instansi/kota-sorong", "/provinsi/sumatera-utara?tahun=2022", "/provinsi/aceh",
        "/sepuluh-besar", "/sepuluh-besar/2024/provinsi", "/sepuluh-besar/2021/kota", "/banding", "/banding?i=kabupaten-lebong&i=kota-lubuk-linggau&tambah=sungai", "/hitung?nilai=87%2C05", "/hitung?nilai=x&d-input=y",
        "/data", "/tentang", "/lapor-kesalahan?instansi=kota-sorong", "/lapor-kesalahan?nomor=2345-6789", "/koreksi", "/metode", "/metode/ombudsman-2023", "/metode/ombudsman-2015",
        "/latihan", "/latihan/1", "/latihan/1/instansi/a00020", "/latihan/1/banding?i=a00020&i=a00033", "/_ui", "/problems/score-invalid", "/nothing",
    ];

    [Fact]
    public async Task Html_validate_finds_no_error_on_any_page()
    {
        using var folder = new TemporaryFolder();
        foreach (var prefix in (string[])["", "/en"])
            foreach (var (path, i) in Paths.Select((p, i) => (p, i)))
                File.WriteAllText(folder[$"{i:00}{prefix.Replace('/', '-')}.html"], await (await site.Http.GetAsync(prefix + path)).Content.ReadAsStringAsync());
        Assert.Equal("", Node.Run("pages.mjs", folder.Path));
    }

    [Fact]
    public void Spectral_finds_no_error_in_the_openapi_document() =>
        Node.Run("node_modules/@stoplight/spectral-cli/dist/index.js", "lint", Repository.File("docs", "openapi.v1.json"), "--ruleset", "spectral.yaml", "--fail-severity", "warn");

    [Fact]
    public async Task A_client_made_from_the_openapi_document_gets_its_answers()
    {
        using var folder = new TemporaryFolder();
        var document = folder["openapi.json"];
        await File.WriteAllTextAsync(document, await site.Http.GetStringAsync("/openapi/v1.json"));
        // esbuild and the client's own packages are found from where the checks live
        Directory.CreateSymbolicLink(folder["node_modules"], Repository.File("tests", "web", "node_modules"));
        Node.Run("client.mjs", document, site.Address, folder.Path);
        var answers = JsonNode.Parse(await File.ReadAllTextAsync(folder["answers.json"]))!;
        Assert.Equal("Kabupaten Musi Banyuasin", (string?)answers["agency"]);
        Assert.Equal((10, "Kabupaten Kaur", true), ((int)answers["rows"]!, (string?)answers["first"], (bool)answers["whole"]!));
        Assert.Equal(("A", "0.95"), ((string?)answers["next"], (string?)answers["short"]));
        Assert.Equal("/problems/year-no-method", (string?)answers["refused"]);
        Assert.True((int)answers["results"]! > 100);
        Assert.Equal((int)answers["results"]!, (int)answers["different"]!);
    }
}
