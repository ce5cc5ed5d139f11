using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace OrgWork.Host;

/// <summary>Small things about requests and answers.</summary>
static class Http
{
    static readonly StringValues ContentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    static readonly StringValues PermissionsPolicy = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()";
    static readonly StringValues TransportSecurity = "max-age=31536000; includeSubDomains";

    public static bool IsReading(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    /// <summary>On every answer, faults and files included. No script, style or form of anybody else's.</summary>
    public static void Protect(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = PermissionsPolicy;
        // Pages hold personal data: no store but the screen. Static files say otherwise for themselves.
        headers.CacheControl = "no-cache, no-store";
        if (context.Request.IsHttps) headers.StrictTransportSecurity = TransportSecurity;
    }

    /// <summary>The number people tell the administrator: made when first asked for, the same for the whole request.</summary>
    public static string Correlation(HttpContext context)
    {
        if (context.Items.TryGetValue(typeof(Http), out var known)) return (string)known!;
        var made = $"R-{Clock.Now:MMdd-HHmm}-{Convert.ToHexString(RandomNumberGenerator.GetBytes(3))}";
        context.Items[typeof(Http)] = made;
        return made;
    }

    public static string Remote(HttpContext context) => context.Connection.RemoteIpAddress is { } address ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString() : "";
}
