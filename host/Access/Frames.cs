namespace OrgWork.Host;

/// <summary>What surrounds a page, from the manifests of the running generation, the modules' states and the user's permissions.</summary>
sealed class Frames(RunningModules modules, JobTally tasks)
{
    public void Fill(HttpContext context, Here here, ModuleStates? states)
    {
        var frame = context.RequestServices.GetRequiredService<Frame>();
        frame.AsOf = here.Day;
        frame.Version = OrgModule.Manifest.Version;
        frame.Roots = RootsOf(here);
        frame.Tasks = tasks.Of(here.User.Id);
        if (!here.HasLocality || states is null) return;

        // A branch is named beside it; above stands where it is at home.
        frame.Department = here.Locality.IsOrganisation ? here.Localities.AtPath(here.Locality.Path)?.Name ?? "" : DepartmentOf(here.Locality);
        frame.Home = "/" + here.Locality.Code;
        var lines = new List<FrameLink>(modules.All.Count + 1) { new("工作台", frame.Home, here.Module is null) };
        foreach (var module in modules.All)
            if (module.Under is null && FirstOpen(module, here, states) is { } first)
                lines.Add(new(module.Name, here.Url($"{module.Id}/{first.Path}"), module == here.Module || module.Id == here.Module?.Under));
        frame.Lines = lines;
        if (here.Module is not { } current) return;

        var rest = Below(context.Request.Path);
        var on = default(MenuEntry);
        foreach (var entry in current.Menu)
            if (StartsWith(rest, entry.Path) && (on is null || entry.Path.Length > on.Path.Length)) on = entry;
        var submenu = new List<FrameLink>(current.Menu.Count);
        foreach (var entry in current.Under is null ? current.Menu : [])
        {
            if (!here.May(entry.Permission)) continue;
            var link = new FrameLink(entry.Name, here.Url($"{current.Id}/{entry.Path}"), entry == on);
            if (entry.Group is null) submenu.Add(link);
            // A group leads to its first entry that is open to one.
            else if (submenu.All(known => known.Name != entry.Group)) submenu.Add(new(entry.Group, link.Url, entry.Group == on?.Group));
        }
        frame.Submenu = submenu;
        if (current.Under is not null || modules.All.Any(module => module.Under == current.Id)) AddUnder(frame, submenu, current, on, here, states);
        else if (on?.Group is { } group)
            frame.Group = [.. current.Menu.Where(entry => entry.Group == group && here.May(entry.Permission)).Select(entry => new FrameLink(entry.Name, here.Url($"{current.Id}/{entry.Path}"), entry == on))];
        if (on is not null) frame.SwitchPath = $"{current.Id}/{on.Path}";
        if (context.GetEndpoint()?.Metadata.GetMetadata<ShowsAnyDayAttribute>() is not null)
            frame.AsOfRest = [.. context.Request.Query.Where(part => part.Key is not (AsOf.Key or "after" or "before" or "handler")).SelectMany(part => part.Value, (part, value) => KeyValuePair.Create(part.Key, value ?? ""))];
        if (here.AsOf is { } day)
            frame.Notices = [.. frame.Notices, new("blue", $"显示的是 {Dates.Format(day)} 当天的情况，区划、机构、党组织用当时的名称和隶属关系；只能查看、打印和导出。{Gone(here, day)}")];
        if (here.State == ModuleState.ReadOnly)
            frame.Notices = [.. frame.Notices, new("yellow", states.Of(current, here.Locality) == ModuleState.Retired ? $"“{current.Name}”已经退役：留下的记录可以查看、打印、导出，不能录入和修改。" : $"“{current.Name}”在{here.Locality.Name}只读：可以查看、打印、导出，不能录入和修改。")];
    }

    /// <summary>How many programmes stand beside each other in the second level; the others are behind the overview.</summary>
    const int MostUnder = 6;

    /// <summary>Modules that stand behind another one's word: each is one word of its second level, its own entries are the line below.</summary>
    void AddUnder(Frame frame, List<FrameLink> submenu, ModuleManifest current, MenuEntry? on, Here here, ModuleStates states)
    {
        if (current.Under is { } home && modules.Find(home) is { } above && states.Of(above, here.Locality) is ModuleState.On or ModuleState.ReadOnly)
            submenu.AddRange(above.Menu.Where(entry => here.May(entry.Permission)).Select(entry => new FrameLink(entry.Name, here.Url($"{above.Id}/{entry.Path}"))));
        else if (on?.Group is { } group)
            frame.Group = [.. current.Menu.Where(entry => entry.Group == group && here.May(entry.Permission)).Select(entry => new FrameLink(entry.Name, here.Url($"{current.Id}/{entry.Path}"), entry == on))];
        var below = modules.All.Where(module => module.Under == (current.Under ?? current.Id)).Select(module => (Module: module, First: FirstOpen(module, here, states))).Where(one => one.First is not null).ToList();
        // The one somebody is in always stands there.
        var shown = below.Take(MostUnder).ToList();
        if (below.Find(one => one.Module == current) is { First: not null } own && !shown.Contains(own)) shown[^1] = own;
        submenu.AddRange(shown.Select(one => new FrameLink(one.Module.Name, here.Url($"{one.Module.Id}/{one.First!.Path}"), one.Module == current)));
        if (current.Under is not null)
            frame.Group = [.. current.Menu.Where(entry => here.May(entry.Permission)).Select(entry => new FrameLink(entry.Name, here.Url($"{current.Id}/{entry.Path}"), entry == on))];
    }

    static string Gone(Here here, DateOnly day) => here.Then.Find(here.Locality.Id) is null && !here.Locality.IsOrganisation ? $"{here.Locality.Name}当时还没有设立。" : "";

    /// <summary>A zone or a scenic area has a working committee in place of a committee.</summary>
    static string DepartmentOf(Locality place) => place.Kind switch
    {
        <= LocalityKind.County => $"中共{place.Name}{(place.Name[^1] is '省' or '市' or '县' or '区' or '州' or '旗' or '盟' && !place.Name.EndsWith("景区", StringComparison.Ordinal) ? "委" : "工委")}组织部",
        LocalityKind.Township => $"中共{place.Name}{(place.Name.EndsWith("街道", StringComparison.Ordinal) ? "工作" : "")}委员会",
        _ => $"{place.Name}党组织",
    };

    static MenuEntry? FirstOpen(ModuleManifest module, Here here, ModuleStates states)
    {
        if (states.Of(module, here.Locality) is ModuleState.Off or ModuleState.Retired) return null;
        foreach (var entry in module.Menu)
            if (here.May(entry.Permission)) return entry;
        return null;
    }

    static List<Locality> RootsOf(Here here)
    {
        var roots = new List<Locality>();
        foreach (var grant in here.User.Grants)
            if ((grant.Organisation ?? here.Localities.AtPath(grant.Path)) is { } place && !roots.Exists(root => root.Contains(place))) roots.Add(place);
        return roots;
    }

    /// <summary>What comes after /{locality}/{module}/.</summary>
    static ReadOnlySpan<char> Below(PathString path)
    {
        var rest = path.Value.AsSpan();
        for (var i = 0; i < 3; i++)
        {
            var slash = rest.IndexOf('/');
            if (slash < 0) return [];
            rest = rest[(slash + 1)..];
        }
        return rest;
    }

    static bool StartsWith(ReadOnlySpan<char> rest, string path) => rest.StartsWith(path, StringComparison.Ordinal) && (rest.Length == path.Length || rest[path.Length] == '/' || path.Length == 0);
}
