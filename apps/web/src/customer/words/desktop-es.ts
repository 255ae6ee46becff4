import { formatsOf } from "../../ui/formats.ts";
import type { DesktopWords } from "./desktop-en.ts";

/** Lo que solo dice la página del programa, en español. */
export const words: DesktopWords = {
  consent: {
    title: (expert) => `¿Puede ${expert} ayudar en este ordenador?`,
    see: "Ver toda su pantalla y señalar cosas en ella",
    also: "Si quiere, permita más:",
    more: {
      control: "Usar su ratón y su teclado",
      clipboard: "Copiar y pegar entre los dos ordenadores",
      files: "Enviarle archivos y recibir los que usted elija",
    },
    calm: (keys) =>
      keys === ""
        ? "Puede cambiarlo en cualquier momento y detenerlo todo con un botón."
        : `Puede cambiarlo en cualquier momento. ${keys} lo detiene todo al instante.`,
    allowSeeing: "Permitir, solo ver",
    allow: "Permitir lo marcado",
    resume: "El programa se inició de nuevo, así que su pantalla ya no se muestra.",
    resumeGo: "Mostrar mi pantalla otra vez",
    failed: "No se pudo iniciar. Inténtelo de nuevo.",
  },
  rights: {
    see: "Ver mi pantalla",
    point: "Señalar y dibujar",
    control: "Ratón y teclado",
    clipboard: "Copiar y pegar",
    files: "Archivos",
    restart: "Reiniciar este ordenador",
    record: "Grabar lo que se ve",
  },
  asks: {
    see: (expert) => `${expert} pide ver su pantalla.`,
    point: (expert) => `${expert} pide señalar y dibujar en su pantalla.`,
    control: (expert) => `${expert} pide usar su ratón y su teclado.`,
    clipboard: (expert) => `${expert} pide copiar y pegar entre los dos ordenadores.`,
    files: (expert) => `${expert} pide enviar y recibir archivos.`,
    restart: (expert) =>
      `${expert} pide reiniciar este ordenador cuando haga falta. Guarde antes su trabajo: esta sesión continúa después.`,
  },
  handsBusy: (expert) => `${expert} está usando su ratón o su teclado. Podrá permitir más en cuanto se detengan.`,
  may: (expert) => `Lo que puede hacer ${expert}`,
  stopKeys: (keys) => `Detenerlo todo al instante (${keys})`,
  throughServer: "La conexión pasa por el servidor, cifrada de extremo a extremo y con las mismas cuatro palabras.",
  trouble: {
    locked: "Este ordenador está bloqueado: no se ve nada hasta que inicie sesión.",
    notPermitted:
      "Este sistema no deja que el programa vea la pantalla. Permita la grabación de pantalla en sus ajustes.",
    noScreen: "No hay ninguna pantalla conectada: no se ve nada.",
  },
  files: {
    title: "Archivos",
    send: "Enviar un archivo",
    asked: (expert) => `${expert} le pide un archivo.`,
    choose: "Elegir un archivo",
    decline: "No",
    notSent: "No se pudo enviar el archivo. Permita primero los archivos o pruebe con uno más pequeño.",
    sending: (name) => `Leyendo ${name}…`,
    text: "Texto copiado",
    image: "Imagen copiada",
    states: {
      offered: "espera respuesta",
      running: "en camino",
      paused: "en pausa",
      stalled: "espera la conexión",
      done: "terminado",
      refused: "no aceptado",
      cancelled: "cancelado",
      damaged: "dañado por el camino, no se conserva",
    },
    because: {
      notAllowed: "no permitido",
      tooLarge: "demasiado grande",
      noSpace: "no hay espacio en el disco",
      declined: "rechazado",
      changed: "el archivo cambió mientras tanto",
      failed: "no se pudo escribir",
    },
    from: "recibido",
    to: "enviado",
    progress: (done, all) => `${done} de ${all}`,
    pause: "Pausar",
    goOn: "Continuar",
    cancel: "Cancelar",
    lies: "Los archivos recibidos están en",
    change: "Cambiar",
    folder: "Carpeta para los archivos recibidos",
    folderHint: "La ruta completa de una carpeta que existe.",
    folderWrong: "No es una carpeta en la que el programa pueda escribir.",
    save: "Usar esta carpeta",
  },
  program: {
    remove: "Quitar este programa",
    removeTitle: "¿Quitar este programa?",
    removeText:
      "Desaparecen el botón de su escritorio y todo lo que el programa guarda en este ordenador. Si tiene un caso abierto, ya no podrá volver a él desde aquí. Los archivos recibidos se quedan.",
    removeYes: "Quitar",
    removeNo: "Conservar",
    outdated: "Hay una versión más nueva de este programa",
    outdatedText:
      "Esta ya no puede conectarse con el servidor. Descargue el programa de nuevo en la página donde lo obtuvo.",
    ended: "El programa ha terminado",
    endedText: "Puede cerrar esta ventana. Para pedir ayuda otra vez, inicie de nuevo el programa.",
    elsewhere: "Se sigue en otra ventana",
    elsewhereText: "El programa se abrió otra vez y sigue en la ventana que apareció entonces. Puede cerrar esta.",
    locked: "Abra esta página desde el programa",
    lockedText: "Esta dirección sirve una sola vez. Inicie de nuevo el programa: abre su propia ventana.",
  },
  formats: formatsOf("es"),
};
