namespace OrgWork.Kernel;

/// <summary>Somebody who is signed in, with everything a request needs to know about them.</summary>
/// <param name="Epoch">Changes whenever the account or its grants change; part of every cache key.</param>
/// <param name="Lists">what they have arranged for themselves, by the path of the register: cadres/files</param>
public sealed record SignedIn(Guid Id, string Account, string Name, string SessionId, long Epoch, IReadOnlyList<Grant> Grants, bool MustChangePassword, IReadOnlyDictionary<string, ListChoice> Lists)
{
    static readonly ListChoice NothingChosen = new([], []);
    static readonly IReadOnlySet<string> EmptySet = new HashSet<string>();

    public ListChoice ListChoiceOf(string registerPath) => Lists.GetValueOrDefault(registerPath, NothingChosen);

    /// <summary>What they may do in this locality: the union of all grants that cover it.</summary>
    public IReadOnlySet<string> PermissionsAt(Locality locality)
    {
        IReadOnlySet<string>? first = null;
        HashSet<string>? all = null;
        foreach (var grant in Grants)
        {
            if (!locality.Path.StartsWith(grant.Path, StringComparison.Ordinal)) continue;
            // Most hold one role: its set is the answer, and nothing is made.
            if (first is null) first = grant.Permissions;
            else (all ??= new(first, StringComparer.Ordinal)).UnionWith(grant.Permissions);
        }
        return all ?? first ?? EmptySet;
    }
}

/// <summary>A role held over a subtree of places.</summary>
public sealed record Grant(string Role, string RoleName, int LocalityId, string Path, IReadOnlySet<string> Permissions)
{
    /// <summary>The place itself where it is a Party organisation, which stands in no tree of localities.</summary>
    public Locality? Organisation { get; init; }
}

/// <param name="Columns">which columns they want, in their order; empty for the register's own</param>
public sealed record ListChoice(IReadOnlyList<string> Columns, IReadOnlyList<SavedCondition> Conditions);

public sealed record SavedCondition(Guid Id, string Name, string Query);

/// <summary>Where the current request stands: who, in which locality, in which module, and what they may. Filled by the gate before any page runs.</summary>
public sealed class Here
{
    SignedIn? user;
    Locality? locality;

    public SignedIn User => user ?? throw new InvalidOperationException("This page is open to strangers; it has no signed-in user.");
    public bool IsSignedIn => user is not null;
    /// <summary>The locality of the address. Rows outside its subtree do not exist for this request.</summary>
    public Locality Locality => locality ?? throw new InvalidOperationException("This address names no locality.");
    public bool HasLocality => locality is not null;
    public LocalityTree Localities { get; private set; } = new([]);
    public ModuleManifest? Module { get; private set; }
    public ModuleState State { get; private set; } = ModuleState.On;
    public IReadOnlySet<string> Permissions { get; private set; } = new HashSet<string>();
    public string RemoteAddress { get; private set; } = "";
    /// <summary>Who takes something out, and when: it stands on everything that leaves.</summary>
    public string Mark => $"{User.Name}（{User.Account}）　{Clock.ShowFull(DateTime.UtcNow)}";

    /// <summary>The day that is shown, where the address names an earlier one; nothing for as it is.</summary>
    public DateOnly? AsOf { get; private set; }
    /// <summary>The places as they were called and stood on that day.</summary>
    public LocalityTree Then { get; private set; } = new([]);
    /// <summary>What is shown is of this day: ages are reckoned by it.</summary>
    public DateOnly Day => AsOf ?? Clock.Today;
    /// <summary>The place as it was on the day that is shown.</summary>
    public Locality PlaceThen => (AsOf is null ? null : Then.Find(Locality.Id)) ?? Locality;
    public string PlaceName => PlaceThen.Name;
    /// <summary>The place of a row, as it was called on the day that is shown.</summary>
    public Locality? PlaceAt(string path) => (AsOf is null ? null : Then.AtPath(path)) ?? HomeOf(path);

    /// <summary>The place in whose address a row is opened: where it is at home, or the Party organisation at which one stands.</summary>
    public Locality? HomeOf(string path) => locality is { IsOrganisation: true } own && path.StartsWith(own.Path, StringComparison.Ordinal) ? own
        : user?.Grants.FirstOrDefault(grant => grant.Organisation is not null && path.StartsWith(grant.Path, StringComparison.Ordinal))?.Organisation is { } granted && !IsGrantedAbove(granted) ? granted
        : Localities.AtPath(path);

    bool IsGrantedAbove(Locality organisation) => user!.Grants.Any(grant => grant.Organisation is null && organisation.Path.StartsWith(grant.Path, StringComparison.Ordinal));

    public void LookBack(DateOnly day, LocalityTree then) => (AsOf, Then) = (day, then);

    public bool May(string permission) => Permissions.Contains(permission);

    /// <summary>May, and the module takes writes here. What was is looked at, not written.</summary>
    public bool MayWrite(string permission) => State == ModuleState.On && AsOf is null && May(permission);

    /// <summary>An address in this locality: <c>Url("cadres/files")</c> → <c>/530122/cadres/files</c>.</summary>
    public string Url(string path) => $"/{Locality.Code}/{path}";

    public void Enter(SignedIn? user, Locality? locality, LocalityTree tree, ModuleManifest? module, ModuleState state, IReadOnlySet<string> permissions, string remoteAddress)
    {
        (this.user, this.locality, Localities, Module, State, Permissions, RemoteAddress) = (user, locality, tree, module, state, permissions, remoteAddress);
    }
}
