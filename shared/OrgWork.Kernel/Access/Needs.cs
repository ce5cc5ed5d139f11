namespace OrgWork.Kernel;

/// <summary>The permission a page needs. A page without <see cref="NeedsAttribute"/> or <see cref="OpenAttribute"/> stops the start.</summary>
/// <param name="permission">to look (GET), and to write unless <see cref="Write"/> says otherwise</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(string permission) : Attribute
{
    public string Permission { get; } = permission;
    /// <summary>For every method but GET and HEAD.</summary>
    public string? Write { get; init; }
    /// <summary>Its posts change no business data (export, own columns): they are taken where the module is read-only, too.</summary>
    public bool EvenReadOnly { get; init; }
    public string For(string method) => method is "GET" or "HEAD" ? Permission : Write ?? Permission;
}

/// <summary>Any signed-in person may open this page, whatever their grants.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SignedInOnlyAttribute : Attribute;

/// <summary>Strangers may open this page: signing in, errors, health. There are few.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OpenAttribute : Attribute;

/// <summary>On an endpoint: the module it belongs to.</summary>
public sealed record BelongsTo(ModuleManifest Module);
