using Microsoft.AspNetCore.Authentication;
using Patuh.Accounts.Sessions;
using Patuh.Platform.Ui;
using Patuh.Platform.Web;

namespace Patuh.Accounts.Permissions;

/// <summary>
/// Stands before every route: reads who is signed in (at work only), and lets through whom the route is open to. A route that says nothing is closed. What
/// is asked for once the resource is known, is asked by <see cref="Permission"/> in the handler.
/// </summary>
internal static partial class AccessGate
{
    public static void Use(IApplicationBuilder app) => app.Use(Pass);

    private static async Task Pass(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint() is not { } endpoint)
        {
            await next(http);
            return;
        }
        if (WorkArea.Is(http) && (await http.AuthenticateAsync(SessionBook.Scheme)).Principal is { } principal)
            http.User = principal;
        var actor = SessionBook.Actor(http);
        switch (endpoint.Metadata.GetMetadata<AccessAttribute>())
        {
            // routing's own answer to a method or a type that a route does not take is no route; it opens nothing
            case null when endpoint is not RouteEndpoint:
            case PublicAttribute:
            case SignedInAttribute when actor is not null:
            case NeedsAttribute needs when actor is not null && actor.HasAnywhere(needs.For(http.Request.Method)) && !NeedsFactor(actor, needs, http):
                await next(http);
                break;
            case SignedInAttribute or NeedsAttribute when actor is null:
                SignInFirst(http);
                break;
            case NeedsAttribute needs when actor!.HasAnywhere(needs.For(http.Request.Method)):
                Refuse(http, StatusCodes.Status403Forbidden, L => L.T(
                    "Ini meminta faktor kedua. Pasang di halaman Akun saya, lalu masuk lagi dengannya.", "This asks for a second factor. Set one up on the page My account, then sign in with it."));
                break;
            case NeedsAttribute:
                Refuse(http, StatusCodes.Status403Forbidden, L => L.T(
                    "Peran Anda tidak mencakup ini, atau sudah berakhir. Yang memberi peran dapat membantu.", "Your role does not include this, or is over. Whoever gave you the role can help."));
                break;
            default:
                Log.NobodyOpened(http.RequestServices.GetRequiredService<ILogger<Actor>>(), endpoint.DisplayName);
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private static bool NeedsFactor(Actor actor, NeedsAttribute needs, HttpContext http) =>
        !actor.Strong && Roles.RoleCatalog.Current.Right(needs.For(http.Request.Method)).Strong;

    private static void SignInFirst(HttpContext http)
    {
        var reader = Reader.Of(http);
        if (WorkArea.IsApi(http.Request.Path))
            Refuse(http, StatusCodes.Status401Unauthorized, L => L.T("Sesi Anda sudah berakhir. Masuk lagi, lalu kirim sekali lagi.", "Your session is over. Sign in again, then send once more."));
        else if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
            http.Response.Redirect(reader.Url($"{WorkArea.Root}/masuk?ke={Uri.EscapeDataString(reader.Here)}"));
        else
            Refuse(http, StatusCodes.Status401Unauthorized, L => L.T(
                "Sesi Anda sudah berakhir, jadi kiriman ini belum tersimpan. Masuk lagi di tab lain, lalu muat ulang halaman ini untuk mengirimnya sekali lagi.",
                "Your session is over, so this was not saved. Sign in again in another tab, then reload this page to send it once more."));
    }

    private static void Refuse(HttpContext http, int status, Func<Reader, string> sentence)
    {
        http.Items[ProblemModel.Sentence] = sentence(Reader.Of(http));
        http.Response.StatusCode = status;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "nobody said who may use the route {Route}: it is closed")]
        public static partial void NobodyOpened(ILogger logger, string? route);
    }
}
