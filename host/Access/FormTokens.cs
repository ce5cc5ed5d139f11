using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Antiforgery;

namespace OrgWork.Host;

/// <summary>
/// Gives every page of a session the same form token for a while. Making one costs two ciphers with a key derivation each, which was a sixth
/// of the work of a list page; checking is as before.
/// </summary>
sealed class FormTokens(IAntiforgery inner) : IAntiforgery
{
    public const string Cookie = "ow-form";
    static readonly TimeSpan Life = TimeSpan.FromMinutes(20);

    sealed record Made(string Cookie, AntiforgeryTokenSet Tokens, DateTime At);

    readonly ConditionalWeakTable<SignedIn, Made> bySession = [];

    public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext)
    {
        var here = httpContext.RequestServices.GetRequiredService<Here>();
        if (!here.IsSignedIn || httpContext.Request.Cookies[Cookie] is not { Length: > 0 } cookie) return inner.GetAndStoreTokens(httpContext);
        if (bySession.TryGetValue(here.User, out var made) && made.Cookie == cookie && DateTime.UtcNow - made.At < Life) return made.Tokens;
        var tokens = inner.GetAndStoreTokens(httpContext);
        // A cookie token that is new means that the one sent was not ours.
        if (tokens.CookieToken is null) bySession.AddOrUpdate(here.User, new(cookie, tokens, DateTime.UtcNow));
        return tokens;
    }

    public AntiforgeryTokenSet GetTokens(HttpContext httpContext) => inner.GetTokens(httpContext);
    public Task<bool> IsRequestValidAsync(HttpContext httpContext) => inner.IsRequestValidAsync(httpContext);
    public Task ValidateRequestAsync(HttpContext httpContext) => inner.ValidateRequestAsync(httpContext);
    public void SetCookieTokenAndHeader(HttpContext httpContext) => inner.SetCookieTokenAndHeader(httpContext);

    /// <summary>Puts itself before the framework's own.</summary>
    public static void AddTo(IServiceCollection services)
    {
        var framework = services.Single(service => service.ServiceType == typeof(IAntiforgery)).ImplementationType!;
        services.AddSingleton(framework);
        services.AddSingleton<IAntiforgery>(provider => new FormTokens((IAntiforgery)provider.GetRequiredService(framework)));
    }
}
