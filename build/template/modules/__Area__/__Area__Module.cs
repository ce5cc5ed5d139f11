using OrgWork.__Area__.Entries;

namespace OrgWork.__Area__;

public sealed class __Area__Module : Module
{
    public override IEnumerable<Register> Registers => [EntryRegister.Register];
}
