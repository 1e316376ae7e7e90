<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name>BanText</name>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <translation>
            <numerusform>%1 and %Ln more</numerusform>
            <numerusform>%1 and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KnownBy</name>
    <message numerus="yes">
        <source>room %1 or another of its %Ln rooms</source>
        <translation>
            <numerusform>room %1 or another of its %Ln rooms</numerusform>
            <numerusform>room %1 or another of its %Ln rooms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LogText</name>
    <message numerus="yes">
        <source>%Ln event(s) are missing here: there were too many to keep</source>
        <translation>
            <numerusform>%Ln event is missing here: there were too many to keep</numerusform>
            <numerusform>%Ln events are missing here: there were too many to keep</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PeerText</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::BanDialog</name>
    <message numerus="yes">
        <source>These %Ln peer(s)</source>
        <translation>
            <numerusform>This %Ln peer</numerusform>
            <numerusform>These %Ln peers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It would mute %Ln who are here now: %1</source>
        <translation>
            <numerusform>It would mute %Ln who is here now: %1</numerusform>
            <numerusform>It would mute %Ln who are here now: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It would disconnect %Ln who are here now: %1</source>
        <translation>
            <numerusform>It would disconnect %Ln who is here now: %1</numerusform>
            <numerusform>It would disconnect %Ln who are here now: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::BanModel</name>
    <message numerus="yes">
        <source>hit %Ln time(s)</source>
        <translation>
            <numerusform>hit %Ln time</numerusform>
            <numerusform>hit %Ln times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::BanPane</name>
    <message numerus="yes">
        <source>%Ln ban(s)</source>
        <translation>
            <numerusform>%Ln ban</numerusform>
            <numerusform>%Ln bans</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Banned, %Ln row(s)</source>
        <translation>
            <numerusform>Banned, %Ln row</numerusform>
            <numerusform>Banned, %Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::Banning</name>
    <message numerus="yes">
        <source>Let %Ln in again.</source>
        <translation>
            <numerusform>Let %Ln in again.</numerusform>
            <numerusform>Let %Ln in again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::KickDialog</name>
    <message numerus="yes">
        <source>Kick %Ln peer(s)</source>
        <translation>
            <numerusform>Kick %Ln peer</numerusform>
            <numerusform>Kick %Ln peers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other peer(s) look the same: put them out too</source>
        <translation>
            <numerusform>%Ln other peer looks the same: put them out too</numerusform>
            <numerusform>%Ln other peers look the same: put them out too</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln peer(s) cannot be kept out: nothing tells them from others at their address. They can come back at once.</source>
        <translation>
            <numerusform>%Ln peer cannot be kept out: nothing tells them from others at their address. They can come back at once.</numerusform>
            <numerusform>%Ln peers cannot be kept out: nothing tells them from others at their address. They can come back at once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them cannot be kept out: nothing tells them from others.</source>
        <translation>
            <numerusform>%Ln of them cannot be kept out: nothing tells them from others.</numerusform>
            <numerusform>%Ln of them cannot be kept out: nothing tells them from others.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::Kicking</name>
    <message numerus="yes">
        <source>Kicked %Ln peer(s).</source>
        <translation>
            <numerusform>Kicked %Ln peer.</numerusform>
            <numerusform>Kicked %Ln peers.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Kicked %Ln peer(s). Kept out: %1.</source>
        <comment>a time</comment>
        <translation>
            <numerusform>Kicked %Ln peer. Kept out: %1.</numerusform>
            <numerusform>Kicked %Ln peers. Kept out: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Kept out %Ln of them: %1.</source>
        <translation>
            <numerusform>Kept out %Ln of them: %1.</numerusform>
            <numerusform>Kept out %Ln of them: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln can come back at once: nothing tells them from others at their address.</source>
        <translation>
            <numerusform>%Ln can come back at once: nothing tells them from others at their address.</numerusform>
            <numerusform>%Ln can come back at once: nothing tells them from others at their address.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln can come back at once: the list of bans is full. Lift some that you no longer need.</source>
        <translation>
            <numerusform>%Ln can come back at once: the list of bans is full. Lift some that you no longer need.</numerusform>
            <numerusform>%Ln can come back at once: the list of bans is full. Lift some that you no longer need.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::LogPane</name>
    <message numerus="yes">
        <source>%Ln line(s)</source>
        <translation>
            <numerusform>%Ln line</numerusform>
            <numerusform>%Ln lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Log, %Ln line(s)</source>
        <translation>
            <numerusform>Log, %Ln line</numerusform>
            <numerusform>Log, %Ln lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::PeerPane</name>
    <message numerus="yes">
        <source>%Ln peer(s)</source>
        <translation>
            <numerusform>%Ln peer</numerusform>
            <numerusform>%Ln peers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Peers, %Ln row(s)</source>
        <translation>
            <numerusform>Peers, %Ln row</numerusform>
            <numerusform>Peers, %Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::Questions</name>
    <message numerus="yes">
        <source>Stop and disconnect %Ln peer(s)?</source>
        <translation>
            <numerusform>Stop and disconnect %Ln peer?</numerusform>
            <numerusform>Stop and disconnect %Ln peers?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Quit and disconnect %Ln peer(s)?</source>
        <translation>
            <numerusform>Quit and disconnect %Ln peer?</numerusform>
            <numerusform>Quit and disconnect %Ln peers?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::RoomModel</name>
    <message numerus="yes">
        <source>%1, %Ln peer(s)</source>
        <translation>
            <numerusform>%1, %Ln peer</numerusform>
            <numerusform>%1, %Ln peers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln ban(s)</source>
        <translation>
            <numerusform>%1, %Ln ban</numerusform>
            <numerusform>%1, %Ln bans</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::RoomPane</name>
    <message numerus="yes">
        <source>Rooms, %Ln entries</source>
        <translation>
            <numerusform>Rooms, %Ln entry</numerusform>
            <numerusform>Rooms, %Ln entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::StatusLine</name>
    <message numerus="yes">
        <source>%Ln peer(s)</source>
        <translation>
            <numerusform>%Ln peer</numerusform>
            <numerusform>%Ln peers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln room(s)</source>
        <translation>
            <numerusform>%Ln room</numerusform>
            <numerusform>%Ln rooms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::Strangers</name>
    <message numerus="yes">
        <source>The web page %1 wanted to connect and was refused (%Ln time(s), last from %2). If you allow it, all pages of that site can connect from now on.</source>
        <translation>
            <numerusform>The web page %1 wanted to connect and was refused (%Ln time, last from %2). If you allow it, all pages of that site can connect from now on.</numerusform>
            <numerusform>The web page %1 wanted to connect and was refused (%Ln times, last from %2). If you allow it, all pages of that site can connect from now on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A browser asked for this hub by the name %1 and was refused (%Ln time(s), last from %2). Allow it only if you have given the hub this name.</source>
        <translation>
            <numerusform>A browser asked for this hub by the name %1 and was refused (%Ln time, last from %2). Allow it only if you have given the hub this name.</numerusform>
            <numerusform>A browser asked for this hub by the name %1 and was refused (%Ln times, last from %2). Allow it only if you have given the hub this name.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more wait(s) for an answer.</source>
        <translation>
            <numerusform>%Ln more waits for an answer.</numerusform>
            <numerusform>%Ln more wait for an answer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::TrafficModel</name>
    <message numerus="yes">
        <source>%Ln peer(s)</source>
        <translation>
            <numerusform>%Ln peer</numerusform>
            <numerusform>%Ln peers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::TrafficPane</name>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Messages, %Ln line(s)</source>
        <translation>
            <numerusform>Messages, %Ln line</numerusform>
            <numerusform>Messages, %Ln lines</numerusform>
        </translation>
    </message>
</context>
</TS>
