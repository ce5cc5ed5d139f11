namespace OrgWork.Host;

/// <summary>Setting what a module is in a place, by the page and by the command line alike. Hosts are told by the table itself.</summary>
sealed class ModuleSwitch(Db db, LocalityTree tree)
{
    public sealed record Setting(int LocalityId, string Module, ModuleState State, string Reason, string? SetBy, DateTime SetAt);

    /// <param name="state">null: taken from above again</param>
    public async Task SetAsync(ModuleManifest module, Locality place, ModuleState? state, string reason, CancellationToken stop)
    {
        if (module == OrgModule.Manifest) throw new RefusedException("“管理”是平台自身，不能关闭");
        if (string.IsNullOrWhiteSpace(reason)) throw new RefusedException("请写明理由", "Reason");
        var settings = await ReadAsync(db, stop);
        var own = settings.FirstOrDefault(s => s.LocalityId == place.Id && s.Module == module.Id);
        if (own?.State == state) throw new RefusedException(state is { } same ? $"“{module.Name}”在{place.Name}已经是“{NameOf(same)}”" : $"“{module.Name}”在{place.Name}本来就沿用上级");
        if (state is null) await db.ExecuteAsync("delete from org.module_state where locality_id = @place and module = @module", new { place = place.Id, module = module.Id }, stop);
        else
            await db.ExecuteAsync("""
                insert into org.module_state (locality_id, module, state, reason, set_by) values (@place, @module, @state, @reason, org.actor())
                on conflict (locality_id, module) do update set state = @state, reason = @reason, set_by = org.actor(), set_at = now()
                """, new { place = place.Id, module = module.Id, state = (short)state, reason = reason.Trim() }, stop);
        var states = new ModuleStates(settings.Where(s => s != own).Concat(state is { } s ? [new(place.Id, module.Id, s, "", null, default)] : []).ToDictionary(x => (x.Module, x.LocalityId), x => x.State), tree);
        await db.RecordAsync(new Deed(DeedKind.Switch, "modules", null, place.Path, module.Name, [new($"{place.Name}　{module.Name}", own is null ? "沿用上级" : NameOf(own.State), state is { } set ? NameOf(set) : $"沿用上级（{NameOf(states.Of(module, place))}）")], reason.Trim()), stop);
    }

    public static Task<IReadOnlyList<Setting>> ReadAsync(Db db, CancellationToken stop) => db.QueryAsync<Setting>("""
        select m.locality_id, m.module, m.state::int as state, m.reason, a.name as set_by, m.set_at from org.module_state m left join org.sign_in a on a.id = m.set_by
        """, null, stop);

    /// <summary>The place and everything below that says nothing itself, nor has anybody between who does.</summary>
    public static IReadOnlyList<Locality> Reached(string module, Locality place, ModuleStates states, LocalityTree tree)
    {
        List<Locality> reached = [];
        var open = new Stack<Locality>([place]);
        while (open.TryPop(out var at))
        {
            reached.Add(at);
            foreach (var child in tree.ChildrenOf(at))
                if (states.OwnOf(module, child) is null) open.Push(child);
        }
        return reached;
    }

    public static string NameOf(ModuleState state) => state switch { ModuleState.On => "开", ModuleState.ReadOnly => "只读", ModuleState.Retired => "退役", _ => "关" };
}
