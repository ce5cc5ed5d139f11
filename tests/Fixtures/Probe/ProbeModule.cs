namespace OrgWork.Probe;

/// <summary>Does what the file <c>behaviour.txt</c> beside it says: a test lays it there.</summary>
public sealed class ProbeModule : Module
{
    static readonly string Behaviour = Read();

    public ProbeModule() => Misbehave("constructor");

    public override IEnumerable<Register> Registers
    {
        get
        {
            Misbehave("registers");
            return [new Register
            {
                Id = "pieces", Title = "试件名册", Noun = "试件", Table = "piece", ReadPermission = "probe.look", WritePermission = "probe.write",
                Fields = [Field.Text("name", "名称").Required().Listed()],
            }];
        }
    }

    public override void Load(Autofac.ContainerBuilder container)
    {
        Misbehave("load");
        if (Behaviour == "start") container.RegisterBuildCallback(_ => throw new InvalidOperationException("start"));
    }

    public static void Misbehave(string where)
    {
        if (Behaviour == where) throw new InvalidOperationException(where);
    }

    static string Read()
    {
        var file = Path.Combine(Path.GetDirectoryName(typeof(ProbeModule).Assembly.Location)!, "behaviour.txt");
        return File.Exists(file) ? File.ReadAllText(file) : "";
    }
}
